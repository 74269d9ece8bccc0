# Making product models.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Version = 'v20250717143807'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'user' }
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'New-PimProductModel' {
    BeforeEach { Select-PimSession $session }

    It 'makes one at the root, with values shaped' {
        $made = New-PimProductModel root -FamilyVariant tshirts_color_size -Category master -Values @{ name = 'Shirt'; price = @{ EUR = 10 } } -Locale en_US
        $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ProductModel'
        $made.Family | Should -Be tshirts
        $made.Categories | Should -Be master
        $made.Values.name[0].data | Should -Be Shirt
        $made.Values.name[0].locale | Should -Be en_US
        $made.Values.price[0].data[0].currency | Should -Be EUR
    }

    It 'makes one below it, whose family variant is the parent''s' {
        $made = New-PimProductModel root_red -Parent root -Values @{ color = 'red' }
        $made.Parent | Should -Be root
        $made.FamilyVariant | Should -Be tshirts_color_size
        New-PimProductModel root_none -Parent root -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
    }

    It 'takes tables, objects and JSON from the pipe, and parameters beside them' {
        $made = @{ code = 'one' }, [pscustomobject]@{ Code = 'two'; Categories = 'master,print_catalog' }, '{"code":"three"}' |
            New-PimProductModel -FamilyVariant shoes_size -Values @{ warranty_years = 3 }
        $made.Code | Should -Be one, two, three
        $made[1].Categories | Should -Be master, print_catalog
        $made.Values.warranty_years.data | Should -Be 3, 3, 3
    }

    It 'takes one that was read for another one like it' {
        $made = Get-PimProductModel -Family accessories -First 1 | ForEach-Object { $_.Code = 'copy'; $_ } | New-PimProductModel
        $made.Code | Should -Be copy
        $made.Values.PSObject.Properties.Name | Should -Not -BeNullOrEmpty
    }

    It 'says what is missing, or does not fit, before anything is sent' {
        $null = Get-PimProductModel -First 1
        $seen = Measure-Request $sandbox {
            New-PimProductModel x -ErrorAction SilentlyContinue -ErrorVariable script:missing
            @{ family_variant = 'shoes_size' } | New-PimProductModel -ErrorAction SilentlyContinue -ErrorVariable script:keyless
            New-PimProductModel x -FamilyVariant shoes_size -Values @{ price = 'much' } -ErrorAction SilentlyContinue -ErrorVariable script:unfit
        }
        $missing[0], $keyless[0], $unfit[0] | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*' }
        "$($missing[0])" | Should -Match 'family_variant'
        "$($keyless[0])" | Should -Match 'needs code'
        "$($unfit[0])" | Should -Match 'price'
        $seen.Routes.Keys | Where-Object { $_ -like 'POST*' } | Should -BeNullOrEmpty
    }

    It 'reports what the server refuses, non-terminating' {
        New-PimProductModel bad -FamilyVariant no_such -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
    }

    It 'sends nothing with -WhatIf, and -CreateMissingOption as an option' {
        (Measure-Request $sandbox { New-PimProductModel x -FamilyVariant shoes_size -WhatIf }).Requests | Should -Be 0
        $seen = Measure-Request $sandbox { New-PimProductModel with_option -FamilyVariant shoes_size -CreateMissingOption -WhatIf:$false }
        $seen.Output.Code | Should -Be with_option
        $seen.Routes.Keys | Should -Contain 'POST /api/rest/v1/product-models'
    }
}

# Changing product models.

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

Describe 'Set-PimProductModel' {
    BeforeEach { Select-PimSession $session }

    BeforeAll {
        $null = @{ code = 'one' }, @{ code = 'two' } | New-PimProductModel -FamilyVariant shoes_size -Category master -Values @{ name = 'One' } -Locale en_US
    }

    It 'changes the values that are named and nothing else, and gives nothing' {
        Set-PimProductModel one -Values @{ warranty_years = 7 } | Should -BeNullOrEmpty
        $read = Get-PimProductModel one
        $read.Values.warranty_years[0].data | Should -Be 7
        $read.Values.name[0].data | Should -Be One
        $read.Categories | Should -Be master
    }

    It 'shapes values by their attributes, and erases' {
        $changed = Set-PimProductModel one -Values @{ name = 'Deux'; price = @{ EUR = 5; USD = 6 } } -Locale fr_FR -PassThru
        ($changed.Values.name | Where-Object locale -EQ fr_FR).data | Should -Be Deux
        ($changed.Values.price[0].data | ForEach-Object currency) | Sort-Object | Should -Be EUR, USD
        (Set-PimProductModel one -Values @{ name = @{ fr_FR = $null } } -PassThru).Values.name.locale | Should -Be en_US
        $seen = Measure-Request $sandbox { Set-PimProductModel one -Values @{ price = 'much' } -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 0
    }

    It 'takes arrays and the pipe: <What>' -ForEach @(
        @{ What = 'codes'; Script = { Set-PimProductModel one, two -Values @{ warranty_years = 4 } } }
        @{ What = 'codes from the pipe'; Script = { 'one', 'two' | Set-PimProductModel -Values @{ warranty_years = 4 } } }
        @{ What = 'objects'; Script = { Get-PimProductModel one, two | Set-PimProductModel -Values @{ warranty_years = 4 } } }
        @{ What = 'rows'; Script = { [pscustomobject]@{ Code = 'one' }, [pscustomobject]@{ Code = 'two' } | Set-PimProductModel -Values @{ warranty_years = 4 } } }
    ) {
        & $Script
        (Get-PimProductModel one, two).Values.warranty_years.data | Should -Be 4, 4
    }

    It 'adds and removes categories on <Edition>' -ForEach @{ Edition = 'Serenity'; Requests = 3 }, @{ Edition = 'CE'; Requests = 4 } {
        if ($Edition -eq 'CE') {
            $other = Start-TestSandbox @{ Edition = 'CE' }
            $old = Connect-TestSandbox $other @{ Name = 'old' }
        }
        else {
            $other, $old = $sandbox, $session
        }
        $code = (Get-PimProductModel -First 1 -Session $old).Code
        Set-PimProductModel $code -Category master -Session $old
        $seen = Measure-Request $other { Set-PimProductModel $code -AddCategory print_catalog -RemoveCategory master -PassThru -Session $old }
        $seen.Output.Categories | Should -Be print_catalog
        $seen.Requests | Should -Be $Requests
        (Set-PimProductModel $code -Category @() -PassThru -Session $old).Categories | Should -BeNullOrEmpty
        if ($Edition -eq 'CE') {
            Disconnect-Pim $old
            Stop-PimSandbox $other.Url
        }
    }

    It 'changes nothing with categories to add or remove that are $null or an empty list' {
        $code = (Get-PimProductModel | Where-Object Categories | Select-Object -First 1).Code
        $before = (Get-PimProductModel $code).Categories
        foreach ($nothing in $null, @(), '') {
            (Set-PimProductModel $code -AddCategory $nothing -PassThru).Categories | Should -Be $before
            (Set-PimProductModel $code -RemoveCategory $nothing -PassThru).Categories | Should -Be $before
        }
    }

    It 'takes the whole list or changes of it, not both: terminating' {
        (Get-Terminating { Set-PimProductModel one -Category master -AddCategory print_catalog }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimProductModel | Select-Object * -ExcludeProperty Updated | ConvertTo-Json -Depth 20
        Get-PimProductModel | Set-PimProductModel -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        Get-PimProductModel | Select-Object * -ExcludeProperty Updated | ConvertTo-Json -Depth 20 | Should -Be $before
    }

    It 'does not send what cannot be changed' {
        $seen = Measure-Request $sandbox { @{ code = 'one'; family_variant = 'tshirts_color_size' } | Set-PimProductModel -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        "$($failed[0])" | Should -Match 'family_variant.*cannot be changed'
        $seen.Routes.Keys | Where-Object { $_ -like 'PATCH*' } | Should -BeNullOrEmpty
    }

    It 'makes none where there is none: PimNotFound' {
        Set-PimProductModel no_such, one -Values @{ warranty_years = 5 } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-PimProductModel one).Values.warranty_years[0].data | Should -Be 5
    }

    It 'wants something to change, and sends nothing with -WhatIf' {
        $seen = Measure-Request $sandbox {
            Set-PimProductModel one -ErrorAction SilentlyContinue -ErrorVariable script:failed
            Set-PimProductModel one -Category master -WhatIf
        }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 0
    }

    It 'sends with -OnlyChanged what differs, and tells it' {
        $null = New-PimProductModel only -FamilyVariant shoes_size -Category master -Values @{ name = 'One'; warranty_years = 3 } -Locale en_US
        $null = Set-PimProductModel only -Values @{ name = 'One'; warranty_years = 3 } -Locale en_US -OnlyChanged
        $same = Measure-Request $sandbox { Set-PimProductModel only -Values @{ name = 'One'; warranty_years = '3' } -Locale en_US -Category MASTER -OnlyChanged -DiffVariable script:differences -PassThru }
        $same.Requests | Should -Be 1
        $same.Output.Code | Should -Be only
        $differences.Count | Should -Be 0
        $seen = Measure-Request $sandbox { Get-PimProductModel only | ForEach-Object { $_.Values.name[0].data = 'Two'; $_ } | Set-PimProductModel -OnlyChanged -DiffVariable script:differences }
        $seen.Requests | Should -Be 3
        $differences.Key, $differences.Attribute, $differences.Locale, $differences.Present, $differences.Wanted | Should -Be only, name, en_US, One, Two
        (Get-PimProductModel only).Values.name[0].data | Should -Be Two
    }

    It 'sends nothing with -OnlyChanged -WhatIf, and refuses -DiffVariable alone' {
        $seen = Measure-Request $sandbox { Set-PimProductModel only -Values @{ warranty_years = 9 } -OnlyChanged -DiffVariable script:differences -WhatIf }
        $seen.Routes.Keys | Where-Object { $_ -like 'PATCH*' } | Should -BeNullOrEmpty
        $differences.Wanted | Should -Be 9
        Set-PimProductModel no_such -Values @{ warranty_years = 9 } -OnlyChanged -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-Terminating { Set-PimProductModel only -Values @{ warranty_years = 9 } -DiffVariable x }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }
}

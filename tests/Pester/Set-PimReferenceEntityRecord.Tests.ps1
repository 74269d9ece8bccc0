# Changing records of reference entities.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both'; ProductCount = 10 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Set-PimReferenceEntityRecord' {
    BeforeEach { Select-PimSession $session }

    It 'makes one, with each value in the shape of its attribute' {
        $made = Set-PimReferenceEntityRecord kartell -ReferenceEntity brand -Locale en_US -Channel ecommerce -PassThru -Value @{
            label = 'Kartell'; slogan = 'Sit well'; founded = 1949; country = 'italy'; strengths = 'design'; designers = 'designer_001', 'designer_002'
        }
        $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ReferenceEntityRecord'
        $made.GetValue('founded') | Should -Be '1949'
        $made.GetValue('founded') | Should -BeOfType string
        , $made.GetValue('strengths') | Should -BeOfType array
        $made.GetValue('designers') | Should -Be designer_001, designer_002
        $made.Values.slogan[0].locale, $made.Values.slogan[0].channel | Should -Be en_US, ecommerce
        $made.Values.label[0].channel | Should -BeNullOrEmpty
    }

    It 'changes and erases what is named, and leaves the rest' {
        Set-PimReferenceEntityRecord kartell -ReferenceEntity brand -Value @{ label = @{ fr_FR = 'Kartell SpA' }; country = $null } | Should -BeNullOrEmpty
        $after = Get-PimReferenceEntityRecord kartell -ReferenceEntity brand
        $after.GetValue('label', 'en_US'), $after.GetValue('label', 'fr_FR') | Should -Be Kartell, 'Kartell SpA'
        $after.GetValue('slogan', 'en_US', 'ecommerce') | Should -Be 'Sit well'
        $after.GetValue('country') | Should -BeNullOrEmpty
    }

    It 'takes objects, tables and rows' {
        Get-PimReferenceEntityRecord alderbay -ReferenceEntity brand | Set-PimReferenceEntityRecord -Value @{ founded = 1950 }
        @{ code = 'alderbay'; values = @{ contact = 'shop@alderbay.example' } } | Set-PimReferenceEntityRecord -ReferenceEntity brand
        [pscustomobject]@{ Code = 'alderbay'; ReferenceEntity = 'brand'; Values = @{ website = @{ locale = $null; channel = $null; data = 'https://alderbay.example' } } } | Set-PimReferenceEntityRecord
        $after = Get-PimReferenceEntityRecord alderbay -ReferenceEntity brand
        $after.GetValue('founded'), $after.GetValue('contact'), $after.GetValue('website') | Should -Be '1950', 'shop@alderbay.example', 'https://alderbay.example'
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimReferenceEntityRecord -ReferenceEntity brand | ConvertTo-Json -Depth 9
        Get-PimReferenceEntityRecord -ReferenceEntity brand | Set-PimReferenceEntityRecord
        Get-PimReferenceEntityRecord -ReferenceEntity brand | ConvertTo-Json -Depth 9 | Should -Be $before
        Get-PimReferenceEntityRecord kartell -ReferenceEntity brand | ForEach-Object { $_.Values.label[0].data = 'By hand'; $_ } | Set-PimReferenceEntityRecord -PassThru | ForEach-Object { $_.Values.label[0].data } | Should -Be 'By hand'
    }

    It 'says what does not fit before it sends it, with the name of the attribute: <Message>' -ForEach @(
        @{ Value = @{ no_such = 'x' }; Message = "'no_such' does not exist in 'brand'" }
        @{ Value = @{ founded = 'long ago' }; Message = "'founded' takes a number" }
        @{ Value = @{ founded = 1949.5 }; Message = "'founded' takes no decimals" }
        @{ Value = @{ label = 'Kartell' }; Message = "'label' has a value for each locale" }
        @{ Value = @{ slogan = @{ en_US = 'x' } }; Message = "'slogan' has a value for each channel" }
        @{ Value = @{ website = @{ locale = 'en_US'; data = 'x' } }; Message = "'website' has no value for each locale" }
        @{ Value = 'x'; Message = 'Value: takes a table' }
    ) {
        $seen = Measure-Request $sandbox { Set-PimReferenceEntityRecord kartell -ReferenceEntity brand -Value $Value -ErrorAction SilentlyContinue -ErrorVariable failed; $failed[0] }
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Output[0].Exception.Message | Should -Match $Message
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }

    It 'asks for the attributes once, and again after one of them was written' {
        $seen = Measure-Request $sandbox { 1..3 | ForEach-Object { Set-PimReferenceEntityRecord "many_$_" -ReferenceEntity brand -Value @{ founded = 1900 + $_ } } }
        $seen.Requests | Should -Be 3
        Set-PimReferenceEntityAttribute motto -ReferenceEntity brand -Type text -ValuePerLocale $true
        $seen = Measure-Request $sandbox { Set-PimReferenceEntityRecord many_1 -ReferenceEntity brand -Value @{ motto = @{ en_US = 'Always' } } }
        $seen.Requests | Should -Be 2
        (Get-PimReferenceEntityRecord many_1 -ReferenceEntity brand).GetValue('motto', 'en_US') | Should -Be Always
    }

    It 'finds an attribute that somebody else has made since' {
        Invoke-PimRestMethod api/rest/v1/reference-entities/brand/attributes/others -Method Patch -Body @{ code = 'others'; type = 'text'; value_per_locale = $false; value_per_channel = $false }
        Set-PimReferenceEntityRecord many_1 -ReferenceEntity brand -Value @{ others = 'found' }
        (Get-PimReferenceEntityRecord many_1 -ReferenceEntity brand).GetValue('others') | Should -Be found
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        Set-PimReferenceEntityRecord 'not a code', many_2 -ReferenceEntity brand -Value @{ country = 'italy' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        Set-PimReferenceEntityRecord many_1 -ReferenceEntity brand -Value @{ country = 'nowhere' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        (Get-PimReferenceEntityRecord many_2 -ReferenceEntity brand).GetValue('country') | Should -Be italy
        Set-PimReferenceEntityRecord x -ReferenceEntity no_such -Value @{ label = 'x' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'wants something to change, and writes nothing with -WhatIf' {
        Set-PimReferenceEntityRecord many_3 -ReferenceEntity brand -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        (Measure-Request $sandbox { Set-PimReferenceEntityRecord many_3 -ReferenceEntity brand -Value @{ founded = 1800 } -WhatIf }).Requests | Should -Be 0
    }

    It 'is not the only way: records are written in bulk as well' {
        $results = 1..130 | ForEach-Object { @{ code = "bulk_$_"; values = @{ founded = @(@{ locale = $null; channel = $null; data = '1900' }) } } } |
            Invoke-PimBulkUpsert -Resource ReferenceEntityRecord -ReferenceEntity brand
        $results.Status | Select-Object -Unique | Should -Be Created
        (Get-PimReferenceEntityRecord -ReferenceEntity brand -Filter @{ founded = @{ '=' = '1900' } }).Code | Should -Contain bulk_130
        $seen = Measure-Request $sandbox { Get-PimReferenceEntityRecord -ReferenceEntity brand | Invoke-PimBulkUpsert -Resource ReferenceEntityRecord -ReferenceEntity brand }
        $seen.Output.Status | Select-Object -Unique | Should -Be Updated
    }
}

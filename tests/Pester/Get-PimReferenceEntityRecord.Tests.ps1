# Records of reference entities.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both'; ProductCount = 10 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    # what the server itself says, to compare with
    $raw = @(Invoke-PimRestMethod api/rest/v1/reference-entities/brand/records)
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimReferenceEntityRecord' {
    BeforeEach { Select-PimSession $session }

    It 'gives all of a reference entity, page by page, as the server has them' {
        $seen = Measure-Request $sandbox { Get-PimReferenceEntityRecord -ReferenceEntity brand }
        $seen.Output.Code | Should -Be $raw.code
        $seen.Requests | Should -Be 2
        $seen.Output[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ReferenceEntityRecord'
        $seen.Output[0].ReferenceEntity | Should -Be brand
        $seen.Output[0].Updated | Should -BeOfType ([datetimeoffset])
        $seen.Output[0].GetValue('label') | Should -Be $raw[0].values.label[0].data
        $seen.Output[0] | Format-Table | Out-String -Width 200 | Should -Match 'Code\s+ReferenceEntity\s+Updated\s+Label'
    }

    It 'gives the records of all reference entities' {
        $all = Get-PimReferenceEntityRecord
        $all.ReferenceEntity | Sort-Object -Unique | Should -Be brand, color, designer
        ($all | Where-Object ReferenceEntity -EQ brand).Code | Should -Be $raw.code
        # the server alone knows how many are in a page
        (Measure-Request $sandbox { Get-PimReferenceEntityRecord -ReferenceEntity brand -First 5 }).Requests | Should -Be 1
        (Measure-Request $sandbox { Get-PimReferenceEntityRecord -First 1 }).Routes.Keys | Should -Be 'GET /api/rest/v1/reference-entities/records'
    }

    It 'restricts the list of all to one reference entity with -Across' {
        $seen = Measure-Request $sandbox { Get-PimReferenceEntityRecord -Across -ReferenceEntity brand -Filter @{ country = 'italy' } -Channel ecommerce }
        $seen.Routes.Keys | Should -Contain 'GET /api/rest/v1/reference-entities/records'
        $seen.Routes.Keys | Should -Not -Contain 'GET /api/rest/v1/reference-entities/{reference_entity_code}/records'
        $seen.Query.reference_entity, $seen.Query.channel | Should -Be brand, ecommerce
        $own = Get-PimReferenceEntityRecord -ReferenceEntity brand -Filter @{ country = 'italy' } -Channel ecommerce
        foreach ($name in 'Code', 'ReferenceEntity', 'Values') { $seen.Output.$name | ConvertTo-Json -Depth 9 | Should -Be ($own.$name | ConvertTo-Json -Depth 9) }
        (Get-PimReferenceEntityRecord -Across).Count | Should -Be (Get-PimReferenceEntityRecord).Count
        (Get-PimReferenceEntity color, brand | Get-PimReferenceEntityRecord -Across).ReferenceEntity | Select-Object -Unique | Should -Be color, brand
        Get-PimReferenceEntityRecord -Across -ReferenceEntity no_such -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'takes reference entities from the pipe and by property name' {
        (Get-PimReferenceEntity color, brand | Get-PimReferenceEntityRecord).ReferenceEntity | Select-Object -Unique | Should -Be color, brand
        ([pscustomobject]@{ ReferenceEntity = 'brand' } | Get-PimReferenceEntityRecord -First 1).Code | Should -Be $raw[0].code
    }

    It 'takes a code, an array, the pipe, property names and objects' {
        (Get-PimReferenceEntityRecord $raw[3].code -ReferenceEntity brand).Code | Should -Be $raw[3].code
        (Get-PimReferenceEntityRecord $raw[3].code, $raw[1].code -ReferenceEntity brand).Code | Should -Be $raw[3].code, $raw[1].code
        ($raw[3, 1].code | Get-PimReferenceEntityRecord -ReferenceEntity brand).Code | Should -Be $raw[3, 1].code
        (Get-PimReferenceEntityRecord -First 2 | Get-PimReferenceEntityRecord).Code | Should -Be (Get-PimReferenceEntityRecord -First 2).Code
        (Measure-Request $sandbox { Get-PimReferenceEntityRecord $raw[0..9].code -ReferenceEntity brand }).Requests | Should -Be 1
        (Measure-Request $sandbox { Get-PimReferenceEntityRecord $raw[0].code -ReferenceEntity brand }).Routes.Keys | Should -Be 'GET /api/rest/v1/reference-entities/{reference_entity_code}/records/{code}'
    }

    It 'reports what does not exist, non-terminating, and goes on' {
        $read = Get-PimReferenceEntityRecord no_such, $raw[0].code -ReferenceEntity brand -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be $raw[0].code
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        'no_such' | Get-PimReferenceEntityRecord -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'gives the values of a channel and of locales' {
        $one = $raw | Where-Object { $_.values.PSObject.Properties['slogan'] } | Select-Object -First 1
        $read = Get-PimReferenceEntityRecord $one.code -ReferenceEntity brand -Channel ecommerce -Locale en_US
        $read.Values.PSObject.Properties.Value | ForEach-Object { $_ } | ForEach-Object locale | Where-Object { $_ } | Sort-Object -Unique | Should -Be en_US
        $read.Values.PSObject.Properties.Value | ForEach-Object { $_ } | ForEach-Object channel | Where-Object { $_ -and $_ -ne 'ecommerce' } | Should -BeNullOrEmpty
    }

    It 'searches by completeness, time and attributes' {
        $complete = Get-PimReferenceEntityRecord -ReferenceEntity brand -Complete $true -Channel ecommerce -Locale en_US
        $rest = Get-PimReferenceEntityRecord -ReferenceEntity brand -Complete $false -Channel ecommerce -Locale en_US
        @($complete).Count, @($rest).Count | Should -BeGreaterThan 0
        $complete.Code + $rest.Code | Sort-Object | Should -Be ($raw.code | Sort-Object)
        (Get-PimReferenceEntityRecord -ReferenceEntity brand -UpdatedSince 2024-09-01).Code | Should -Be ($raw | Where-Object { [datetimeoffset]$_.updated -gt [datetimeoffset]'2024-09-01' }).code
        (Get-PimReferenceEntityRecord -ReferenceEntity brand -Filter @{ country = 'italy' }).Code | Should -Be ($raw | Where-Object { $_.values.country.data -eq 'italy' }).code
        (Get-PimReferenceEntityRecord -ReferenceEntity brand -Filter '{"complete":{"operator":"=","value":true,"channel":"ecommerce","locales":["en_US"]}}').Code | Should -Be $complete.Code
        (Get-PimReferenceEntityRecord -Filter @{ code = $raw[0].code }).Code | Should -Be $raw[0].code
    }

    It 'says what a search lacks before it is sent: attributes of no reference entity, completeness without a channel' {
        (Get-Terminating { Get-PimReferenceEntityRecord -Complete $true }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        foreach ($script in { Get-PimReferenceEntityRecord -Filter @{ country = 'italy' } -ErrorAction Stop }, { Get-PimReferenceEntityRecord -ReferenceEntity brand -Filter @{ no_such = 1 } -ErrorAction Stop }) {
            $failed = Get-Terminating $script
            $failed.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            $failed.Exception.Message | Should -Match "'country'|'no_such'"
        }
    }

    It 'needs -ReferenceEntity where the server has no list of all: PimNotSupported before any request' {
        $small = Start-TestSandbox @{ Edition = 'EE'; ProductCount = 5 }
        $enterprise = Connect-TestSandbox $small @{ Name = 'enterprise' }
        try {
            $seen = Measure-Request $small { Get-Terminating { Get-PimReferenceEntityRecord -Session $enterprise } }
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
            $seen.Requests | Should -Be 0
            $seen = Measure-Request $small { Get-Terminating { Get-PimReferenceEntityRecord -Across -ReferenceEntity color -Session $enterprise } }
            "$($seen.Output[0])" | Should -Match 'Give -ReferenceEntity without -Across'
            $seen.Requests | Should -Be 0
            @(Get-PimReferenceEntityRecord -ReferenceEntity color -Session $enterprise).Count | Should -Be 24
        }
        finally {
            Disconnect-Pim $enterprise
            Stop-PimSandbox $small.Url
        }
    }

    It 'stops the requests with Select-Object -First' {
        (Measure-Request $sandbox { Get-PimReferenceEntityRecord | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }
}

# Bulk writes of what lies in something else, and of what is written as a JSON array.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05 }
    $lines = 'PATCH /api/rest/v1/families/{family_code}/variants'
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Bulk writes by place' {
    BeforeEach { $null = Select-PimSession $session }

    It 'takes the place as a parameter: <What>' -ForEach @(
        @{ What = 'a code'; Family = { 'shoes' } }
        @{ What = 'an object'; Family = { Get-PimFamily shoes } }
    ) {
        $family = & $Family
        $seen = Measure-Request $sandbox {
            @{ code = 'by_color'; variant_attribute_sets = @(@{ level = 1; axes = @('color'); attributes = @('color') }) }, @{ code = 'shoes_size'; labels = @{ en_US = 'Sizes' } } |
                Invoke-PimBulkUpsert -Resource FamilyVariant -Family $family
        }
        $seen.Output.Status | Should -BeIn Created, Updated
        $seen.Routes[$lines] | Should -Be 1
        (Get-PimFamilyVariant shoes_size, by_color -Family shoes).Labels.en_US | Should -Contain Sizes
    }

    It 'takes what lies in <Name> without its kind' -ForEach @(
        @{ Name = 'a family'; Place = @{ Family = 'tshirts' }; Read = { Get-PimFamilyVariant -Family tshirts -First 1 }; Kind = 'FamilyVariant' }
        @{ Name = 'an attribute'; Place = @{ Attribute = 'color' }; Read = { Get-PimAttributeOption -Attribute color -First 1 }; Kind = 'AttributeOption' }
        @{ Name = 'a reference entity'; Place = @{ ReferenceEntity = 'brand' }; Read = { Get-PimReferenceEntityRecord -ReferenceEntity brand -First 1 }; Kind = 'ReferenceEntityRecord' }
        @{ Name = 'an asset family'; Place = @{ AssetFamily = 'packshots' }; Read = { Get-PimAsset -AssetFamily packshots -First 1 }; Kind = 'Asset' }
    ) {
        $item = & $Read
        $results = @($item; @{ code = $item.Code }) | Invoke-PimBulkUpsert @Place
        $results.Resource | Should -Be $Kind, $Kind
        $results.Status | Should -Be Updated, Updated
        # and nothing else that comes with it
        $mixed = @($item; Get-PimProduct -First 1) | Invoke-PimBulkUpsert @Place -ErrorAction SilentlyContinue
        ($mixed | Sort-Object Index).Status | Should -Be Updated, Failed
        ($mixed | Sort-Object Index)[1].Message | Should -BeLike '*Product lies in no *'
        # an object says itself what it is
        ($item | Invoke-PimBulkUpsert).Resource | Should -Be $Kind
    }

    It 'takes the place that each item says, a request for each' {
        $read = 'shoes', 'tshirts' | Get-PimFamilyVariant
        $seen = Measure-Request $sandbox { $read | Invoke-PimBulkUpsert -Resource FamilyVariant }
        $seen.Output.Status | Select-Object -Unique | Should -Be Updated
        $seen.Output.Key | Sort-Object | Should -Be ($read.Code | Sort-Object)
        $seen.Routes[$lines] | Should -Be 2
    }

    It 'keeps items of one code in two places apart' {
        $rows = foreach ($attribute in 'color', 'season', 'material') { foreach ($code in 'same', 'other') { [pscustomobject]@{ Attribute = $attribute; Code = $code; SortOrder = '30' } } }
        ($rows | Invoke-PimBulkUpsert -Resource AttributeOption).Status | Select-Object -Unique | Should -Be Created
        ('color', 'season', 'material' | ForEach-Object { Get-PimAttributeOption same, other -Attribute $_ }).Code.Count | Should -Be 6
    }

    It 'prefers the parameter to what an item says' {
        $results = Get-PimFamilyVariant -Family shoes -First 1 | Invoke-PimBulkUpsert -Resource FamilyVariant -Family no_such -ErrorAction SilentlyContinue
        $results.Status | Should -Be Failed
        $results.StatusCode | Should -Be 404
    }

    It 'fails an item that says no place, and sends the others' {
        $results = @{ code = 'nowhere' }, @{ code = 'here'; attribute = 'color' } | Invoke-PimBulkUpsert -Resource AttributeOption -ErrorAction SilentlyContinue
        ($results | Sort-Object Index).Status | Should -Be Failed, Created
        ($results | Sort-Object Index)[0].Message | Should -Match 'no attribute'
    }

    It 'refuses a place where there is none: terminating' {
        (Get-Terminating { @{ code = 'x' } | Invoke-PimBulkUpsert -Resource Family -Family shoes }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }

    It 'offers such resources' {
        Complete 'Invoke-PimBulkUpsert -Resource Fam' | Should -Be Family, FamilyVariant
        Complete 'Invoke-PimBulkUpsert -Resource Meas' | Should -Be MeasurementFamily
    }
}

Describe 'Bulk writes as a JSON array' {
    BeforeEach { $null = Select-PimSession $session }

    It 'gives each item its own answer' {
        $seen = Measure-Request $sandbox {
            @{ code = 'Nothing' }, @{ code = 'Weight'; labels = @{ en_US = 'W' } }, @{ code = 'LENGTH'; labels = @{ en_US = 'L' } } |
                Invoke-PimBulkUpsert -Resource MeasurementFamily -ErrorAction SilentlyContinue -ErrorVariable script:failed
        }
        $seen.Requests | Should -Be 1
        $seen.Output.Status | Should -Be Failed, Updated, Updated
        $seen.Output.StatusCode | Should -Be 422, 204, 204
        $seen.Output[0].Errors.Property | Should -Contain units
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimItemFailed,*'
        (Get-PimMeasurementFamily Weight, Length).Labels.en_US | Should -Be W, L
    }

    It 'sends back what was read' {
        $before = Get-PimMeasurementFamily | ConvertTo-Json -Depth 12
        (Get-PimMeasurementFamily | Invoke-PimBulkUpsert -Resource MeasurementFamily -BatchSize 3).Status | Select-Object -Unique | Should -Be Updated
        Get-PimMeasurementFamily | ConvertTo-Json -Depth 12 | Should -Be $before
    }

    It 'writes records and assets of several places' {
        $records = Invoke-PimRestMethod api/rest/v1/reference-entities | Select-Object -First 2 | ForEach-Object { @{ reference_entity = $_.code; code = 'bulk_made' } }
        ($records | Invoke-PimBulkUpsert -Resource ReferenceEntityRecord).Status | Select-Object -Unique | Should -Be Created
        $family = (Invoke-PimRestMethod api/rest/v1/asset-families)[0].code
        (@{ code = 'bulk_made' } | Invoke-PimBulkUpsert -Resource Asset -AssetFamily $family -ErrorAction SilentlyContinue).Status | Should -BeIn Created, Failed
    }
}

Describe 'Bulk writes of what the edition lacks' {
    BeforeAll {
        $community = Start-TestSandbox @{ Edition = 'CE'; ProductCount = 1; Provider = 'Akeneo' }
        $null = Select-PimSession $session
        $record = Get-PimReferenceEntityRecord -ReferenceEntity brand -First 1
        $other = Connect-TestSandbox $community @{ Name = 'community' }
    }

    AfterAll { Stop-PimSandbox $community.Url }

    It 'are refused once where they are named, before anything is sent' {
        $before = $community.Counters.Requests
        { @{ code = 'a' }, @{ code = 'b' } | Invoke-PimBulkUpsert -Resource Asset -AssetFamily packshots -Session $other } |
            Should -Throw -ErrorId 'PimNotSupported,*' -ExpectedMessage 'Invoke-PimBulkUpsert needs the Enterprise or the SaaS edition, and this one is Akeneo 7.0.42 (CE).'
        $community.Counters.Requests | Should -Be $before
    }

    It 'are Failed one by one where they are piped, and nothing of them is sent' {
        $results = @{ identifier = 'LACK-1' }, $record, @{ identifier = 'LACK-2' } | Invoke-PimBulkUpsert -Session $other -ErrorAction SilentlyContinue | Sort-Object Index
        $results.Status | Should -Be Created, Failed, Created
        $results[1].Message | Should -Be 'Invoke-PimBulkUpsert needs the Enterprise or the SaaS edition, and this one is Akeneo 7.0.42 (CE).'
        $results[1].Key | Should -Be $record.Code
        $results[1].StatusCode | Should -BeNullOrEmpty
    }
}

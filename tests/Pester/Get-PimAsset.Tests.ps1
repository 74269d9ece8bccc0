# Assets.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 30 }
    $saas = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Akeneo'; ProductCount = 60 }
    $akeneo = Connect-TestSandbox $saas @{ RetryIntervalSec = 0.05; Name = 'akeneo' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
    function TestFile([string] $Name, [int] $Size = 3000) {
        $file = Join-Path $TestDrive $Name
        [IO.File]::WriteAllBytes($file, [byte[]](1..$Size | ForEach-Object { $_ % 251 }))
        Get-Item $file
    }
}

AfterAll {
    Disconnect-Pim -All
    $sandbox, $saas | Stop-PimSandbox
}

Describe 'Get-PimAsset' {
    BeforeEach {
        Select-PimSession $pims
        $one, $two = Send-PimMediaFile (TestFile one.png).FullName, (TestFile two.png).FullName
    }

    It 'takes a code, an array, the pipe and property names' {
        $read = Get-PimAsset $one.Code
        $read.Filename | Should -Be one.png
        $read.Size | Should -Be 3000
        $read.Url | Should -Match $one.Code
        $read.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Asset'
        (Measure-Request $sandbox { Get-PimAsset $one.Code, $two.Code }).Requests | Should -Be 1
        (Get-PimAsset $one.Code, $two.Code).Code | Should -Be $one.Code, $two.Code
        ($one.Code, $two.Code | Get-PimAsset).Filename | Should -Be one.png, two.png
        ([pscustomobject]@{ Code = $two.Code } | Get-PimAsset).Filename | Should -Be two.png
    }

    It 'lists a bucket' {
        $bucket = New-PimBucket "Ga $([guid]::NewGuid().ToString('n').Substring(0, 6))" -Type global
        $one, $two | Set-PimAsset -Bucket $bucket.Code
        (Get-PimAsset -Bucket $bucket.Code).Code | Sort-Object | Should -Be @($one.Code, $two.Code | Sort-Object)
        (Get-PimAsset -Filter @{ bucket = $bucket.Code }).Count | Should -Be 2
        (Get-PimAsset -Bucket $bucket.Code -First 1).Count | Should -Be 1
        (Get-PimAsset -Bucket $bucket.Code | Select-Object -First 1).Count | Should -Be 1
    }

    It 'reports one that does not exist, and goes on' {
        (Get-PimAsset 0000, $one.Code -ErrorAction SilentlyContinue -ErrorVariable failed).Code | Should -Be $one.Code
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be 0000
    }

    It 'says that there is no list of all, before it sends' {
        $seen = Measure-Request $sandbox { Get-Terminating { Get-PimAsset } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match bucket
    }

    It 'is a table at the prompt' {
        $one | Format-Table | Out-String -Width 200 | Should -Match 'Code\s+Filename\s+Type\s+Size\s+AssetFamily\s+Url'
    }
}

Describe 'Get-PimAsset from Akeneo' {
    BeforeAll { $codes = (Get-PimAsset -AssetFamily packshots -Session $akeneo).Code }

    BeforeEach { $null = Select-PimSession $akeneo }

    It 'reads single ones: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Get-PimAsset $codes[0], $codes[1] -AssetFamily packshots } }
        @{ What = 'codes from the pipe'; Script = { $codes[0], $codes[1] | Get-PimAsset -AssetFamily packshots } }
        @{ What = 'rows by property name'; Script = { $codes[0], $codes[1] | ForEach-Object { [pscustomobject]@{ Code = $_; AssetFamily = 'packshots' } } | Get-PimAsset } }
        @{ What = 'assets that were read'; Script = { Get-PimAsset -AssetFamily packshots -First 2 | Get-PimAsset } }
    ) {
        $read = & $Script
        $read.Code | Should -Be $codes[0], $codes[1]
        $read[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Asset'
        $read[0].AssetFamily | Should -Be packshots
    }

    It 'lists a family: by name, by object, from the pipe' {
        $codes.Count | Should -BeGreaterThan 20
        (Get-PimAsset -AssetFamily (Get-PimAssetFamily packshots)).Count | Should -Be $codes.Count
        (Get-PimAssetFamily packshots | Get-PimAsset).Code | Should -Be $codes
        @(Get-PimAssetFamily | Get-PimAsset -First 3) | Should -HaveCount 3
        (Measure-Request $saas { Get-PimAsset -AssetFamily packshots | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'finds by <What>' -ForEach @(
        @{ What = 'time of change'; Script = { Get-PimAsset -AssetFamily packshots -UpdatedSince 2000-01-01 -First 2 } }
        @{ What = 'filter'; Script = { Get-PimAsset -AssetFamily packshots -Filter @{ code = $codes[0], $codes[1] } } }
        @{ What = 'locale and channel'; Script = { Get-PimAsset -AssetFamily packshots -Locale en_US -Channel ecommerce -First 2 } }
        @{ What = 'completeness'; Script = { $false, $true | ForEach-Object { Get-PimAsset -AssetFamily packshots -Complete $_ -Locale en_US -Channel ecommerce } | Select-Object -First 2 } }
        @{ What = 'nothing, tags and all'; Script = { Get-PimAsset -AssetFamily packshots -WithAssetAutoTags -First 2 } }
    ) {
        @(& $Script) | Should -HaveCount 2
    }

    It 'says what is not there, and goes on' {
        (Get-PimAsset none, $codes[0] -AssetFamily packshots -ErrorAction SilentlyContinue -ErrorVariable failed).Code | Should -Be $codes[0]
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        Get-PimAsset -AssetFamily Packshots -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*' -Because 'the codes of asset families are case-sensitive'
    }

    It 'is shown with its file' {
        Set-PimAsset shown -AssetFamily packshots -Value @{ media = Send-PimMediaFile (TestFile shirt.png).FullName -AssetMedia }
        Get-PimAsset shown -AssetFamily packshots | Format-Table | Out-String -Width 200 | Should -Match 'shown\s+shirt.png\s+image/png\s+3000\s+packshots'
    }

    It 'completes asset families' {
        Complete 'Get-PimAsset -AssetFamily pack' | Should -Contain packshots
        Complete 'Invoke-PimBulkUpsert -Resource Asset -AssetFamily pack' | Should -Contain packshots
    }

    It 'needs a family where assets lie in one, and has none where they do not: before any request' {
        foreach ($script in { Get-PimAsset a }, { Get-PimAsset }) {
            $seen = Measure-Request $saas { Get-Terminating $script }
            $seen.Requests | Should -Be 0
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($seen.Output[0])" | Should -Match '^AssetFamily: '
        }
        foreach ($script in { Get-PimAsset -AssetFamily packshots -Session $pims }, { Get-PimAsset -Bucket x -UpdatedSince 2020-01-01 -Session $pims }, { Get-PimAsset a -Locale en_US -Session $pims }) {
            $seen = Measure-Request $sandbox { Get-Terminating $script }
            $seen.Requests | Should -Be 0
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        }
        (Get-Terminating { Get-PimAsset -AssetFamily packshots -Bucket x }).FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
    }
}

Describe 'Get-PimAsset with conditions that and and or combine' {
    BeforeAll {
        $null = Select-PimSession $akeneo
        Set-PimAsset zz_hero -AssetFamily packshots -Value @{ alt_text = @{ en_US = 'Summer shoes'; fr_FR = 'Chaussures' }; rank = 1; tags = 'hero', 'print'; retouched = $true }
        Set-PimAsset zz_hat -AssetFamily packshots -Value @{ alt_text = @{ en_US = 'A hat for summer' }; rank = 2; tags = 'print'; retouched = $false }
        Set-PimAsset zz_bare -AssetFamily packshots -Value @{ angle = 'front' }
        function Find-Asset([object] $Filter) { (Get-PimAsset -AssetFamily packshots -Filter $Filter -Session $akeneo).Code | Sort-Object }
        $own = @{ 'code STARTS WITH' = 'zz_' }
    }

    It 'finds <What>' -ForEach @(
        @{ What = 'any of several codes'; Filter = @{ or = @{ code = 'zz_hero' }, @{ code = 'zz_bare' } }; Codes = 'zz_bare', 'zz_hero' }
        @{ What = 'a code or a text'; Filter = @{ or = @{ code = 'zz_bare' }, @{ 'alt_text CONTAINS' = @{ value = 'for SUMMER'; locale = 'en_US' } } }; Codes = 'zz_bare', 'zz_hat' }
        @{ What = 'or within and'; Filter = @{ and = @{ code = 'zz_hero', 'zz_hat' }, @{ or = @{ rank = 2 }, @{ code = 'zz_bare' } } }; Codes = 'zz_hat' }
        @{ What = 'what lies three deep'; Filter = @{ or = @{ code = 'zz_bare' }, @{ and = @{ 'code STARTS WITH' = 'zz_' }, @{ or = @{ rank = 7 }, @{ 'tags NOT IN' = 'hero' } } } }; Codes = 'zz_bare', 'zz_hat' }
        @{ What = 'all conditions of one table'; Filter = @{ or = @{ retouched = $true; rank = 2 }, @{ 'code STARTS WITH' = 'zz_h'; rank = 1 } }; Codes = 'zz_hero' }
        @{ What = 'one table alone'; Filter = @{ or = @{ code = 'zz_hat' } }; Codes = 'zz_hat' }
        @{ What = 'a list of or beside other conditions'; Filter = @{ code = 'zz_hero', 'zz_hat'; or = @{ rank = 1 }, @{ angle = 'front' } }; Codes = 'zz_hero' }
        @{ What = 'and beside or'; Filter = @{ and = @(@{ 'code STARTS WITH' = 'zz_' }); or = @{ 'rank EMPTY' = $null }, @{ rank = 1 } }; Codes = 'zz_bare', 'zz_hero' }
        @{ What = 'two filters with or'; Filter = @{ or = @{ code = 'zz_hero' }, @{ code = 'zz_hat' } }, @{ or = @{ code = 'zz_hat' }, @{ code = 'zz_bare' } }; Codes = 'zz_hat' }
        @{ What = 'those that are not'; Filter = @{ and = @{ 'code STARTS WITH' = 'zz_' }, @{ 'code !=' = 'zz_hat' }, @{ 'retouched !=' = $false } }; Codes = 'zz_hero' }
        @{ What = 'complete ones'; Filter = @{ and = @{ 'code STARTS WITH' = 'zz_' }, @{ complete = @{ value = $true; channel = 'ecommerce'; locales = 'en_US', 'fr_FR' } } }; Codes = 'zz_hero' }
        @{ What = 'the form of the API as a table'; Filter = @{ or = @(@{ code = @{ operator = 'STARTS_WITH'; value = 'zz_ha' } }) }; Codes = 'zz_hat' }
        @{ What = 'the form of the API as JSON'; Filter = '{"and":[{"code":{"operator":"STARTS_WITH","value":"zz_"}},{"or":[{"code":{"operator":"=","value":"zz_hat"}},{"rank":{"operator":"=","value":1}}]}]}'; Codes = 'zz_hat', 'zz_hero' }
        @{ What = 'JSON beside tables'; Filter = @{ or = '{"code":{"operator":"=","value":"zz_hat"}}', @{ code = 'zz_bare' } }; Codes = 'zz_bare', 'zz_hat' }
    ) {
        Find-Asset $Filter | Should -Be $Codes
    }

    It 'takes conditions of New-PimFilter, also several deep' {
        $named = New-PimFilter alt_text CONTAINS summer -Locale en_US
        $bare = New-PimFilter code '=' zz_bare
        Find-Asset @{ or = $named, $bare } | Should -Be zz_bare, zz_hat, zz_hero
        Find-Asset @{ and = $own, @{ or = @(@{ and = $named, (New-PimFilter rank '=' 1) }), $bare } } | Should -Be zz_bare, zz_hero
        Find-Asset @{ or = $bare }, $own | Should -Be zz_bare
        Find-Asset @{ or = New-PimFilter code 'starts with' zz_h } | Should -Be zz_hat, zz_hero
    }

    It 'joins them with other parameters' {
        $either = @{ or = @{ code = 'zz_hero' }, @{ code = 'zz_bare' } }
        (Get-PimAsset -AssetFamily packshots -Filter $either -UpdatedSince (Get-Date).AddDays(-1)).Code | Should -Be zz_bare, zz_hero
        Get-PimAsset -AssetFamily packshots -Filter $either -UpdatedSince (Get-Date).AddDays(1) | Should -BeNullOrEmpty
        (Get-PimAsset -AssetFamily packshots -Filter $either -Complete $true -Channel ecommerce -Locale en_US).Code | Should -Be zz_hero
        (Get-PimAsset -AssetFamily packshots -Filter @{ or = @{ 'updated >=' = (Get-Date).AddDays(-1) }, @{ 'created <' = [datetime] '2000-01-01' } }).Code | Should -Contain zz_hat
    }

    It 'refuses before any request: <Message>' -ForEach @(
        @{ Filter = @{ or = 1..101 | ForEach-Object { @{ rank = $_ } } }; Message = "'or' combines 100 conditions at most, not 101" }
        @{ Filter = @{ or = @{ and = @{ 'code CONTAINS' = 'a' }, @{ rank = 1 } } }; Message = "'code' has no operator 'CONTAINS'; it has IN, =, !=, STARTS WITH" }
        @{ Filter = @{ or = @(@{ complete = $true }) }; Message = "a condition on 'complete' needs a channel" }
        @{ Filter = @{ or = @{ code = 'a' }, 'b' }; Message = "'or' combines tables of conditions" }
        @{ Filter = @{ or = 'a' }; Message = "'or' combines tables of conditions" }
        @{ Filter = @{ or = @{ code = 'a' }, @{} }; Message = "'or' combines tables of conditions*one is empty" }
        @{ Filter = '{"or":[{"updated":{"operator":"CONTAINS","value":"a"}}]}'; Message = "'updated' has no operator 'CONTAINS'" }
        @{ Filter = '{"or":[]}'; Message = "the list of 'or' is empty" }
        @{ Filter = '{"code":[]}'; Message = "the list of 'code' is empty" }
        @{ Filter = '{"or":[{"code":{"operator":"=","value":"a"}}],"or":[{"code":{"operator":"=","value":"b"}}]}'; Message = "'or' is there twice" }
        @{ Filter = '{"or":[{"code":{"operator":"IN","value":"a"}}]}'; Message = '{"code":{"operator":"IN","value":`["a"`]}}' }
        @{ Filter = @{ 'code !=' = 'a' }; Message = "'code' has no operator '!='; it has IN. Within 'and' or 'or' it has also =, !=, STARTS WITH" }
    ) {
        $seen = Measure-Request $saas { Get-Terminating { Get-PimAsset -AssetFamily packshots -Filter $Filter -ErrorAction Stop } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[0])" | Should -BeLike "*$Message*"
    }

    It 'refuses what the attributes do not have, before it asks for assets: <Message>' -ForEach @(
        @{ Filter = @{ or = @{ colour = 'a' }, @{ code = 'b' } }; Message = "'colour' is neither a property of Asset nor an attribute of 'packshots'" }
        @{ Filter = @{ or = @(@{ and = @{ 'rank >' = 1 }, @{ code = 'b' } }) }; Message = "'rank', which is of the type number, has no operator '>'; it has =, EMPTY, NOT EMPTY, !=" }
        @{ Filter = @{ or = @{ alt_text = 'a' }, @{ code = 'b' } }; Message = "a condition on 'alt_text' needs a locale" }
        @{ Filter = @{ or = @(@{ rank = @{ value = 1; channel = 'ecommerce' } }) }; Message = "'rank' has no channels" }
        @{ Filter = @{ or = @{ 'media EMPTY' = $null }, @{ code = 'b' } }; Message = "'media', which is of the type media_file, has no operator 'EMPTY'; it has none" }
    ) {
        $before = $saas.Counters.Routes['GET /asset-families/{asset_family_code}/assets']
        $failed = Get-Terminating { Get-PimAsset -AssetFamily packshots -Filter $Filter -ErrorAction Stop }
        "$failed" | Should -BeLike "*$Message*"
        $saas.Counters.Routes['GET /asset-families/{asset_family_code}/assets'] | Should -Be $before
    }

    It 'refuses a condition of New-PimFilter as a value' {
        $own = New-PimFilter code '=' zz_hat
        foreach ($filter in @{ rank = $own }, @{ tags = 'hero', $own }, @{ or = @{ rank = @{ value = $own } }, $own }) {
            $seen = Measure-Request $saas { Get-Terminating { Get-PimAsset -AssetFamily packshots -Filter $filter -ErrorAction Stop } }
            $seen.Requests | Should -Be 0
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($seen.Output[0])" | Should -BeLike "*is compared with a value, and not with a condition*"
        }
    }

    It 'is refused where conditions cannot be combined: <What>' -ForEach @(
        @{ What = 'products'; Script = { Get-PimProduct -Filter @{ or = @{ family = 'a' }, @{ family = 'b' } } -ErrorAction Stop }; Message = "*'or' combines conditions on Asset alone, and there in the hosted edition*" }
        @{ What = 'records'; Script = { Get-PimReferenceEntityRecord -ReferenceEntity brand -Filter @{ and = @{ code = 'a' }, @{ code = 'b' } } -ErrorAction Stop }; Message = "*'and' combines conditions on Asset alone*" }
        @{ What = 'products, an empty list'; Script = { Get-PimProduct -Filter '{"family":[]}' }; Message = "*the list of 'family' is empty*" }
        @{ What = 'products, JSON'; Script = { Get-PimProduct -Filter '{"or":[{"family":{"operator":"IN","value":["a"]}}]}' }; Message = "*'or' combines conditions on Asset alone*" }
    ) {
        $seen = Measure-Request $saas { Get-Terminating $Script }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[0])" | Should -BeLike $Message
    }

    It 'is refused by other editions, and on PIMS' {
        $enterprise = Start-TestSandbox @{ Edition = 'EE'; Provider = 'Akeneo'; ProductCount = 5 }
        try {
            $session = Connect-TestSandbox $enterprise
            $seen = Measure-Request $enterprise { Get-Terminating { Get-PimAsset -AssetFamily packshots -Filter @{ or = @{ code = 'a' }, @{ code = 'b' } } -Session $session -ErrorAction Stop } }
            $seen.Requests | Should -Be 0
            "$($seen.Output[0])" | Should -BeLike "*'or' combines conditions in the hosted edition alone*"
        } finally {
            $enterprise | Stop-PimSandbox
        }
        $seen = Measure-Request $sandbox { Get-Terminating { Get-PimAsset -Filter @{ or = @{ bucket = 'a' }, @{ bucket = 'b' } } -Session $pims -ErrorAction Stop } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
    }
}

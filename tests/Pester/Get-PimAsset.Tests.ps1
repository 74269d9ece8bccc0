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

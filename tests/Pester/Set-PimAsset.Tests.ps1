# Changing assets.

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

Describe 'Set-PimAsset' {
    BeforeEach {
        Select-PimSession $pims
        $one, $two = Send-PimMediaFile (TestFile one.png).FullName, (TestFile two.png).FullName
    }

    It 'changes the name and the data' {
        Set-PimAsset $one.Code -FileName front.png | Should -BeNullOrEmpty
        $now = Set-PimAsset $one.Code -Data @{ author = 'Studio' } -PassThru
        $now.Filename | Should -Be front.png
        $now.Data.author | Should -Be Studio
    }

    It 'moves many: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Set-PimAsset $one.Code, $two.Code -Bucket Documents } }
        @{ What = 'codes from the pipe'; Script = { $one.Code, $two.Code | Set-PimAsset -Bucket Documents } }
        @{ What = 'assets that were read'; Script = { $one, $two | Set-PimAsset -Bucket Documents } }
        @{ What = 'rows by property name'; Script = { "Code,Bucket`n$($one.Code),Documents`n$($two.Code),Documents" | ConvertFrom-Csv | Set-PimAsset } }
    ) {
        & $Script
        $id = (Get-PimBucket Documents).Id
        (Get-PimAsset $one.Code, $two.Code).BucketId | Should -Be $id, $id
    }

    It 'changes nothing when what was read is sent back' {
        $before = Get-PimAsset $one.Code | ConvertTo-Json -Depth 9
        Get-PimAsset $one.Code | Set-PimAsset
        Get-PimAsset $one.Code | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'says what is not there, and goes on' {
        Set-PimAsset 0000, $one.Code -FileName new.png -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].TargetObject | Should -Be 0000
        (Get-PimAsset $one.Code).Filename | Should -Be new.png
    }

    It 'sends nothing with -WhatIf, or with nothing to change' {
        (Measure-Request $sandbox { Set-PimAsset $one.Code -FileName x.png -WhatIf }).Requests | Should -Be 0
        (Measure-Request $sandbox { Set-PimAsset $one.Code 2>&1 }).Requests | Should -Be 0
    }
}

Describe 'Set-PimAsset on Akeneo' {
    BeforeEach {
        $null = Select-PimSession $akeneo
        'many_1', 'many_2' | Set-PimAsset -AssetFamily packshots -Value @{ label = 'One' } -Locale en_US
    }

    It 'makes one, with each value in the shape of its attribute' {
        $media = Send-PimMediaFile (TestFile shirt.png).FullName -AssetMedia
        $made = Set-PimAsset front -AssetFamily packshots -Value @{ label = @{ en_US = 'Front'; fr_FR = 'Face' }; media = $media } -PassThru
        $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Asset'
        $made.GetValue('label', 'fr_FR') | Should -Be Face
        $made.GetValue('media') | Should -Be $media.Code
        $made.AssetFamily | Should -Be packshots
    }

    It 'changes many: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Set-PimAsset many_1, many_2 -AssetFamily packshots -Value @{ label = @{ en_US = 'Two' } } } }
        @{ What = 'codes from the pipe'; Script = { 'many_1', 'many_2' | Set-PimAsset -AssetFamily packshots -Value @{ label = @{ en_US = 'Two' } } } }
        @{ What = 'assets that were read'; Script = { Get-PimAsset many_1, many_2 -AssetFamily packshots | Set-PimAsset -Value @{ label = @{ en_US = 'Two' } } } }
        @{ What = 'rows by property name'; Script = { "Code,AssetFamily`nmany_1,packshots`nmany_2,packshots" | ConvertFrom-Csv | Set-PimAsset -Value @{ label = @{ en_US = 'Two' } } } }
    ) {
        & $Script | Should -BeNullOrEmpty
        Get-PimAsset many_1, many_2 -AssetFamily packshots | ForEach-Object { $_.GetValue('label', 'en_US') } | Should -Be Two, Two
    }

    It 'tells of a row that does not say the family, and goes on' {
        $rows = "Code,AssetFamily`nmany_1,`nmany_2,packshots" | ConvertFrom-Csv
        $changed = $rows | Set-PimAsset -Value @{ label = @{ en_US = 'Three' } } -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed
        $changed.Code | Should -Be many_2
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -BeLike 'AssetFamily: *'
        ([pscustomobject]@{ code = 'many_1'; asset_family = 'packshots' } | Get-PimAsset).Code | Should -Be many_1
    }

    It 'has a life: -Status, -StartDate, -EndDate' {
        $now = Set-PimAsset many_1 -AssetFamily packshots -Status disabled -StartDate 2026-01-31 -EndDate 2026-12-31 -PassThru
        $now.Status | Should -Be disabled
        "$($now.StartDate)", "$($now.EndDate)" | Should -Match '^2026-'
        Complete 'Set-PimAsset x -Status ' | Sort-Object | Should -Be disabled, enabled
    }

    It 'changes nothing when what was read is sent back' {
        Set-PimAsset many_1 -AssetFamily packshots -Value @{ media = Send-PimMediaFile (TestFile shirt.png).FullName -AssetMedia }
        $before = (Get-PimAsset many_1 -AssetFamily packshots).Values | ConvertTo-Json -Depth 9
        Get-PimAsset many_1 -AssetFamily packshots | Set-PimAsset
        (Get-PimAsset many_1 -AssetFamily packshots).Values | ConvertTo-Json -Depth 9 | ForEach-Object { $_ -replace '"updated_at".*' } |
            Should -Be ($before -replace '"updated_at".*')
    }

    It 'says what does not fit before it sends: <What>' -ForEach @(
        @{ What = 'no family'; Script = { Set-PimAsset x -Value @{ label = 'x' } }; Id = 'PimInvalidInput'; Match = '^AssetFamily: ' }
        @{ What = 'a parameter of PIMS'; Script = { Set-PimAsset x -AssetFamily packshots -Bucket y }; Id = 'PimNotSupported'; Match = '-Bucket' }
        @{ What = 'an attribute that is not there'; Script = { Set-PimAsset x -AssetFamily packshots -Value @{ no_such = 1 } }; Id = 'PimInvalidInput'; Match = 'no_such' }
        @{ What = 'nothing to change'; Script = { Set-PimAsset x -AssetFamily packshots }; Id = 'PimInvalidInput'; Match = '-Value' }
    ) {
        $seen = Measure-Request $saas { try { $ErrorActionPreference = 'Stop'; & $Script } catch { $_ } }
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$($seen.Output[0])" | Should -Match $Match
        $seen.Routes.Keys | Where-Object { $_ -like 'PATCH*' } | Should -BeNullOrEmpty
    }

    It 'has no family on PIMS: PimNotSupported before any request' {
        foreach ($script in { Set-PimAsset x -AssetFamily packshots -FileName y -Session $pims }, { Set-PimAsset x -Value @{ label = 'x' } -Session $pims }) {
            $seen = Measure-Request $sandbox { Get-Terminating $script }
            $seen.Requests | Should -Be 0
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        }
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $saas { Set-PimAsset many_1 -AssetFamily packshots -Status disabled -WhatIf }).Requests | Should -Be 0
    }

    It 'is not the only way: assets are written in bulk as well' {
        $results = 1..130 | ForEach-Object { @{ code = "bulk_$_"; values = @{ label = @(@{ locale = 'en_US'; channel = $null; data = "Bulk $_" }) } } } |
            Invoke-PimBulkUpsert -Resource Asset -AssetFamily packshots
        $results.Status | Select-Object -Unique | Should -Be Created
        (Get-PimAsset bulk_130 -AssetFamily packshots).GetValue('label', 'en_US') | Should -Be 'Bulk 130'
        $again = Get-PimAsset -AssetFamily packshots | Invoke-PimBulkUpsert -Resource Asset
        $again.Status | Select-Object -Unique | Should -Be Updated
        $failed = @{ code = 'bulk_1'; values = @{ no_such = @(@{ locale = $null; channel = $null; data = 'x' }) } } |
            Invoke-PimBulkUpsert -Resource Asset -AssetFamily packshots -ErrorAction SilentlyContinue
        $failed.Status | Should -Be Failed
    }

    It 'says before it sends what only the SaaS edition has: -<Name>' -ForEach @(
        @{ Name = 'Status'; Value = 'disabled' }
        @{ Name = 'StartDate'; Value = '2026-01-31' }
        @{ Name = 'EndDate'; Value = '2026-12-31' }
    ) {
        $enterprise = Start-TestSandbox @{ Edition = 'EE'; Provider = 'Akeneo'; ProductCount = 5 }
        try {
            $session = Connect-TestSandbox $enterprise
            $given = @{ $Name = $Value }
            $seen = Measure-Request $enterprise { try { Set-PimAsset x -AssetFamily packshots @given -Session $session } catch { $_ } }
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
            "$($seen.Output[0])" | Should -BeLike "Set-PimAsset -$Name needs the SaaS edition, and this one is Akeneo * (EE)."
            $seen.Requests | Should -Be 0
            Invoke-PimRestMethod api/rest/v1/asset-families/packshots/assets/x PATCH @{ code = 'x'; status = 'disabled' } -Session $session -ErrorAction SilentlyContinue -ErrorVariable failed
            "$($failed[0])" | Should -Match 'status'
        } finally {
            $enterprise | Stop-PimSandbox
        }
    }
}

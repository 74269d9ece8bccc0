# Deleting assets.

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

Describe 'Remove-PimAsset' {
    BeforeEach {
        Select-PimSession $pims
        $one, $two = Send-PimMediaFile (TestFile one.png).FullName, (TestFile two.png).FullName
    }

    It 'deletes: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Remove-PimAsset $one.Code, $two.Code -Confirm:$false } }
        @{ What = 'codes from the pipe'; Script = { $one.Code, $two.Code | Remove-PimAsset -Confirm:$false } }
        @{ What = 'assets that were read'; Script = { $one, $two | Remove-PimAsset -Confirm:$false } }
        @{ What = 'objects by property name'; Script = { [pscustomobject]@{ Code = $one.Code }, [pscustomobject]@{ Code = $two.Code } | Remove-PimAsset -Confirm:$false } }
    ) {
        & $Script | Should -BeNullOrEmpty
        Get-PimAsset $one.Code, $two.Code -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'takes it out of products with -ForceUnlink only' {
        Set-PimProduct (Get-PimProduct -First 1) -Values @{ thumbnail = $one.Url }
        Remove-PimAsset $one.Code -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        (Get-PimAsset $one.Code).Code | Should -Be $one.Code
        Remove-PimAsset $one.Code -ForceUnlink -Confirm:$false
        Get-PimAsset $one.Code -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'says what is not there, and goes on' {
        Remove-PimAsset 0000, $two.Code -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].TargetObject | Should -Be 0000
        Get-PimAsset $two.Code -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'deletes nothing with -WhatIf' {
        (Measure-Request $sandbox { Remove-PimAsset $one.Code -WhatIf }).Requests | Should -Be 0
    }
}

Describe 'Remove-PimAsset on Akeneo' {
    BeforeEach {
        $null = Select-PimSession $akeneo
        'gone_1', 'gone_2' | Set-PimAsset -AssetFamily packshots -Value @{ label = 'Gone' } -Locale en_US
    }

    It 'deletes: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Remove-PimAsset gone_1, gone_2 -AssetFamily packshots -Confirm:$false } }
        @{ What = 'codes from the pipe'; Script = { 'gone_1', 'gone_2' | Remove-PimAsset -AssetFamily packshots -Confirm:$false } }
        @{ What = 'assets that were read'; Script = { Get-PimAsset gone_1, gone_2 -AssetFamily packshots | Remove-PimAsset -Confirm:$false } }
        @{ What = 'objects by property name'; Script = { 'gone_1', 'gone_2' | ForEach-Object { [pscustomobject]@{ Code = $_; AssetFamily = 'packshots' } } | Remove-PimAsset -Confirm:$false } }
    ) {
        & $Script | Should -BeNullOrEmpty
        Get-PimAsset gone_1, gone_2 -AssetFamily packshots -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'says what is not there, and goes on' {
        Remove-PimAsset none, gone_2 -AssetFamily packshots -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        Get-PimAsset gone_2 -AssetFamily packshots -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'needs a family, and unlinks nothing: before any request' {
        $seen = Measure-Request $saas { Get-Terminating { Remove-PimAsset gone_1 -Confirm:$false } }
        $seen.Requests | Should -Be 0
        "$($seen.Output[0])" | Should -Match '^AssetFamily: '
        (Get-Terminating { Remove-PimAsset gone_1 -AssetFamily packshots -ForceUnlink -Confirm:$false }).FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        $seen = Measure-Request $sandbox { Get-Terminating { Remove-PimAsset x -AssetFamily packshots -Confirm:$false -Session $pims } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
    }

    It 'deletes nothing with -WhatIf' {
        (Measure-Request $saas { Remove-PimAsset gone_1 -AssetFamily packshots -WhatIf }).Requests | Should -Be 0
    }
}

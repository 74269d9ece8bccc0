# Changing assets.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 30 }
    $akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
    function TestFile([string] $Name, [int] $Size = 3000) {
        $file = Join-Path $TestDrive $Name
        [IO.File]::WriteAllBytes($file, [byte[]](1..$Size | ForEach-Object { $_ % 251 }))
        Get-Item $file
    }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
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

    It 'may not with a key that lacks pim_editor: PimForbidden, before any request' {
        $reader = Connect-PimsSandbox $sandbox @{ ApiKey = $sandbox.ReadOnlyApiKey; Name = 'reader' }
        $seen = Measure-Request $sandbox { try { Set-PimAsset x -FileName y -Session $reader -ErrorAction Stop } catch { $_ } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
        "$($seen.Output[0])" | Should -Match pim_editor
    }

    It 'says that Akeneo has nothing like it, before any request' {
        $seen = Measure-Request $sandbox { Get-Terminating { Set-PimAsset x -FileName y -Session $akeneo } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match '^Akeneo has no '
    }

    It 'needs a session: terminating PimNotConnected' {
        (Invoke-InRunspace { try { Set-PimAsset x -FileName y } catch { $_.FullyQualifiedErrorId } }).Output | Should -BeLike 'PimNotConnected,*'
    }
}

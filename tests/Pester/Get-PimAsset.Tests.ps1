# Assets.

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
        $one | Format-Table | Out-String -Width 200 | Should -Match 'Code\s+Filename\s+Type\s+Size\s+Url'
    }

    It 'may not with a key that lacks pim_editor: PimForbidden, before any request' {
        $reader = Connect-PimsSandbox $sandbox @{ ApiKey = $sandbox.ReadOnlyApiKey; Name = 'reader' }
        $seen = Measure-Request $sandbox { try { Get-PimAsset x -Session $reader -ErrorAction Stop } catch { $_ } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
        "$($seen.Output[0])" | Should -Match pim_editor
    }

    It 'says that Akeneo has nothing like it, before any request' {
        $seen = Measure-Request $sandbox { Get-Terminating { Get-PimAsset x -Session $akeneo } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match '^Akeneo has no '
    }

    It 'needs a session: terminating PimNotConnected' {
        (Invoke-InRunspace { try { Get-PimAsset x } catch { $_.FullyQualifiedErrorId } }).Output | Should -BeLike 'PimNotConnected,*'
    }
}

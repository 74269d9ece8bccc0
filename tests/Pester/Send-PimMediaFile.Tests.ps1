# Sending files.

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

Describe 'Send-PimMediaFile' {
    BeforeEach { Select-PimSession $pims }

    It 'makes an asset of a file' {
        $file = TestFile shirt.png
        $asset = Send-PimMediaFile $file.FullName
        $asset.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Asset'
        $asset.Code | Should -Not -BeNullOrEmpty
        $asset.Filename | Should -Be shirt.png
        $asset.Type | Should -Be image/png
        $asset.Size | Should -Be 3000
        $copy = Save-PimMediaFile $asset.Code -Path (New-Item "$TestDrive/made" -ItemType Directory)
        (Get-FileHash $copy.FullName).Hash | Should -Be (Get-FileHash $file.FullName).Hash
    }

    It 'takes many: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Send-PimMediaFile "$TestDrive/a.pdf", "$TestDrive/b.pdf" } }
        @{ What = 'a wildcard'; Script = { Send-PimMediaFile "$TestDrive/[ab].pdf" } }
        @{ What = 'paths from the pipe'; Script = { "$TestDrive/a.pdf", "$TestDrive/b.pdf" | Send-PimMediaFile } }
        @{ What = 'files from the pipe'; Script = { Get-Item "$TestDrive/a.pdf", "$TestDrive/b.pdf" | Send-PimMediaFile } }
        @{ What = 'rows by property name'; Script = { [pscustomobject]@{ LiteralPath = "$TestDrive/a.pdf" }, [pscustomobject]@{ LiteralPath = "$TestDrive/b.pdf" } | Send-PimMediaFile } }
    ) {
        $null = TestFile a.pdf; $null = TestFile b.pdf
        (& $Script).Filename | Should -Be a.pdf, b.pdf
    }

    It 'replaces the file of an asset' {
        $asset = Send-PimMediaFile (TestFile old.jpg).FullName
        $now = Send-PimMediaFile (TestFile new.gif 50).FullName -Code $asset.Code
        $now.Code | Should -Be $asset.Code
        $now.Size | Should -Be 50
        $now.Type | Should -Be image/gif
        (Send-PimMediaFile "$TestDrive/new.gif" -Code $asset.Code -ContentType image/x-own).Type | Should -Be image/x-own
    }

    It 'sends again what a reset cut off, as one asset' {
        $file = TestFile again.png 200000
        $sandbox.Options.ResetEvery = 2
        try { $asset = Send-PimMediaFile $file.FullName } finally { $sandbox.Options.ResetEvery = 0 }
        $asset.Count | Should -Be 1
        $asset.Size | Should -Be 200000
    }

    It 'says what is wrong with a file before it sends, and goes on: <What>' -ForEach @(
        @{ What = 'not there'; File = 'no_such.png'; Match = 'no_such' }
        @{ What = 'empty'; File = 'empty.png'; Match = 'empty' }
    ) {
        $null = New-Item "$TestDrive/empty.png" -Force
        $good = TestFile good.png
        (Send-PimMediaFile "$TestDrive/$File", $good.FullName -ErrorAction SilentlyContinue -ErrorVariable failed).Filename | Should -Be good.png
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match $Match
    }

    It 'says what is wrong with a parameter before it sends: <What>' -ForEach @(
        @{ What = 'no media type'; Arguments = @{ ContentType = 'nonsense' }; Id = 'PimInvalidInput'; Match = '^ContentType: ' }
        @{ What = 'a second header'; Arguments = @{ ContentType = "image/png`r`nX: y" }; Id = 'PimInvalidInput'; Match = '^ContentType: ' }
        @{ What = 'a code that leads elsewhere'; Arguments = @{ Code = '..' }; Id = 'PimNotFound'; Match = "'\.\.'" }
    ) {
        $file = TestFile good.png
        $seen = Measure-Request $sandbox { try { Send-PimMediaFile $file.FullName @Arguments -ErrorAction Stop } catch { $_ } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$($seen.Output[0])" | Should -Match $Match
    }

    It 'does not let a second file take the place of the first under one code' {
        $asset = Send-PimMediaFile (TestFile old.jpg).FullName
        $files = (TestFile first.png 40), (TestFile second.png 50)
        $files | Send-PimMediaFile -Code $asset.Code -ErrorAction SilentlyContinue -ErrorVariable failed | ForEach-Object Size | Should -Be 40
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match second
        (Get-PimAsset $asset.Code).Filename | Should -Be first.png
    }

    It 'gives the server''s words for a code that is not there' {
        Send-PimMediaFile (TestFile x.png).FullName -Code 0000 -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0])" | Should -Match 'Asset does not exist!'
    }

    It 'sends nothing with -WhatIf' {
        $file = TestFile what.png
        (Measure-Request $sandbox { Send-PimMediaFile $file.FullName -WhatIf }).Requests | Should -Be 0
    }

    It 'may not with a key that lacks pim_editor: PimForbidden, before any request' {
        $reader = Connect-PimsSandbox $sandbox @{ ApiKey = $sandbox.ReadOnlyApiKey; Name = 'reader' }
        $seen = Measure-Request $sandbox { try { Send-PimMediaFile "$(TestFile guard.png)" -Session $reader -ErrorAction Stop } catch { $_ } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
        "$($seen.Output[0])" | Should -Match pim_editor
    }

    It 'says that Akeneo has nothing like it, before any request' {
        $seen = Measure-Request $sandbox { Get-Terminating { Send-PimMediaFile "$(TestFile guard.png)" -Session $akeneo } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match '^Akeneo has no '
    }

    It 'needs a session: terminating PimNotConnected' {
        (Invoke-InRunspace { try { Send-PimMediaFile x } catch { $_.FullyQualifiedErrorId } }).Output | Should -BeLike 'PimNotConnected,*'
    }
}

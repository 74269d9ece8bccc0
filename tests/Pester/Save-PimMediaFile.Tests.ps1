# Saving files.

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

Describe 'Save-PimMediaFile' {
    BeforeEach {
        Select-PimSession $pims
        $file = TestFile shirt.png
        $asset = Send-PimMediaFile $file.FullName
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
    }

    It 'saves: <What>' -ForEach @(
        @{ What = 'by parameter'; Script = { Save-PimMediaFile $asset.Code -Path $folder } }
        @{ What = 'codes from the pipe'; Script = { $asset.Code | Save-PimMediaFile -Path $folder } }
        @{ What = 'assets from the pipe'; Script = { $asset | Save-PimMediaFile -Path $folder } }
        @{ What = 'by property name'; Script = { [pscustomobject]@{ Code = $asset.Code } | Save-PimMediaFile -Path $folder } }
        @{ What = 'into the current folder'; Script = { Push-Location $folder; try { Save-PimMediaFile $asset.Code } finally { Pop-Location } } }
    ) {
        $saved = & $Script
        $saved | Should -BeOfType IO.FileInfo
        $saved.FullName | Should -Be (Join-Path $folder.FullName shirt.png)
        (Get-FileHash $saved.FullName).Hash | Should -Be (Get-FileHash $file.FullName).Hash
        Get-ChildItem $folder -Force | Should -HaveCount 1
    }

    It 'does not read again what is there with the same size, unless told to' {
        $null = $asset | Save-PimMediaFile -Path $folder
        $seen = Measure-Request $sandbox { $asset | Save-PimMediaFile -Path $folder }
        $seen.Requests | Should -Be 0
        $seen.Output.Name | Should -Be shirt.png
        [IO.File]::WriteAllText((Join-Path $folder shirt.png), 'other')
        ($asset | Save-PimMediaFile -Path $folder).Length | Should -Be 3000
        (Measure-Request $sandbox { $asset | Save-PimMediaFile -Path $folder -Force }).Requests | Should -Be 1
    }

    It 'writes nothing outside of the folder, whatever the server calls the file: <Kept>' -ForEach @(
        @{ Name = '../../evil.png'; Kept = 'evil.png' }
        @{ Name = '..\..\evil.png'; Kept = 'evil.png' }
        @{ Name = '/etc/evil.png'; Kept = 'evil.png' }
        @{ Name = 'C:\evil.png'; Kept = 'evil.png' }
        @{ Name = 'C:evil.png'; Kept = 'C_evil.png' }
        @{ Name = '..'; Kept = '' }
        @{ Name = 'a/..'; Kept = '' }
        @{ Name = "ev`0il.png"; Kept = 'evil.png' }
        @{ Name = "ev`nil?.png"; Kept = 'evil_.png' }
        @{ Name = 'NUL.txt'; Kept = '_NUL.txt' }
        @{ Name = 'com1'; Kept = '_com1' }
        @{ Name = 'CONIN$'; Kept = '_CONIN$' }
        @{ Name = "COM$([char]0xB9).txt"; Kept = "_COM$([char]0xB9).txt" }
        @{ Name = ('x' * 300) + '.png'; Kept = ('x' * 196) + '.png' }
        @{ Name = ([string][char]0x65E5 * 210) + '.png'; Kept = ([string][char]0x65E5 * 65) + '.png' }
        @{ Name = 'trailing. . '; Kept = 'trailing' }
    ) {
        $asset.Filename = $Name
        $before = @(Get-ChildItem $TestDrive -Recurse -File).Count
        $saved = $asset | Save-PimMediaFile -Path $folder
        $saved.Name | Should -Be $(if ($Kept) { $Kept } else { $asset.Code })
        $saved.Directory.FullName | Should -Be $folder.FullName
        @(Get-ChildItem $TestDrive -Recurse -File).Count | Should -Be ($before + 1)
    }

    It 'leaves nothing half read behind, and tries again' {
        $sandbox.Options.HalfBodyEvery = 2
        try { $saved = $asset | Save-PimMediaFile -Path $folder -Force } finally { $sandbox.Options.HalfBodyEvery = 0 }
        (Get-FileHash $saved.FullName).Hash | Should -Be (Get-FileHash $file.FullName).Hash
        Get-ChildItem $folder -Force | Should -HaveCount 1
    }

    It 'leaves other files alone, whatever their names' {
        $part = Send-PimMediaFile (TestFile shirt.png.part 20).FullName
        $part, $asset | Save-PimMediaFile -Path $folder | ForEach-Object Length | Should -Be 20, 3000
        (Get-ChildItem $folder -Force).Name | Sort-Object | Should -Be shirt.png, shirt.png.part
    }

    It 'says why a file cannot be written, without trying again, and leaves nothing behind' {
        $null = New-Item (Join-Path $folder shirt.png) -ItemType Directory
        $seen = Measure-Request $sandbox { try { $asset | Save-PimMediaFile -Path $folder -ErrorAction Stop } catch { $_ } }
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 1
        Get-ChildItem $folder -Force | Should -HaveCount 1
    }

    It 'says what is not there, and goes on' {
        (Save-PimMediaFile 0000, $asset.Code -Path $folder -ErrorAction SilentlyContinue -ErrorVariable failed).Name | Should -Be shirt.png
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'needs a folder that exists: terminating' {
        (Get-Terminating { Save-PimMediaFile $asset.Code -Path (Join-Path $TestDrive nowhere) }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }

    It 'writes nothing with -WhatIf' {
        $asset | Save-PimMediaFile -Path $folder -WhatIf
        Get-ChildItem $folder -Force | Should -BeNullOrEmpty
    }

    It 'may not with a key that lacks pim_editor: PimForbidden, before any request' {
        $reader = Connect-PimsSandbox $sandbox @{ ApiKey = $sandbox.ReadOnlyApiKey; Name = 'reader' }
        $seen = Measure-Request $sandbox { try { Save-PimMediaFile x -Session $reader -ErrorAction Stop } catch { $_ } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
        "$($seen.Output[0])" | Should -Match pim_editor
    }

    It 'says that Akeneo has nothing like it, before any request' {
        $seen = Measure-Request $sandbox { Get-Terminating { Save-PimMediaFile x -Session $akeneo } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match '^Akeneo has no '
    }

    It 'needs a session: terminating PimNotConnected' {
        (Invoke-InRunspace { try { Save-PimMediaFile x } catch { $_.FullyQualifiedErrorId } }).Output | Should -BeLike 'PimNotConnected,*'
    }
}

# Saving files.

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
    # all that is in a folder besides what it remembers of its files
    function Get-Saved([string] $Path) { Get-ChildItem $Path -Force -Recurse -File | Where-Object Name -NE .pim-media.jsonl }
}

AfterAll {
    Disconnect-Pim -All
    $sandbox, $saas | Stop-PimSandbox
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
        Get-Saved $folder | Should -HaveCount 1
    }

    It 'says how a category is read with its files' {
        Get-PimCategory master -Session $akeneo | Save-PimMediaFile -Path $folder -Session $akeneo -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -BeLike "*'master'*-WithEnrichedAttributes*"
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
        @{ Name = "evil$([char]0x202E)gpj.exe"; Kept = 'evilgpj.exe' }
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
        $before = @(Get-Saved $TestDrive).Count
        $saved = $asset | Save-PimMediaFile -Path $folder
        $saved.Name | Should -Be $(if ($Kept) { $Kept } else { $asset.Code })
        $saved.Directory.FullName | Should -Be $folder.FullName
        @(Get-Saved $TestDrive).Count | Should -Be ($before + 1)
    }

    It 'leaves nothing half read behind, and tries again' {
        $sandbox.Options.HalfBodyEvery = 2
        try { $saved = $asset | Save-PimMediaFile -Path $folder -Force } finally { $sandbox.Options.HalfBodyEvery = 0 }
        (Get-FileHash $saved.FullName).Hash | Should -Be (Get-FileHash $file.FullName).Hash
        Get-Saved $folder | Should -HaveCount 1
    }

    It 'leaves other files alone, whatever their names' {
        $part = Send-PimMediaFile (TestFile shirt.png.part 20).FullName
        $part, $asset | Save-PimMediaFile -Path $folder | ForEach-Object Length | Sort-Object | Should -Be 20, 3000
        (Get-Saved $folder).Name | Sort-Object | Should -Be shirt.png, shirt.png.part
    }

    It 'gives two files of one name two names' {
        $other = Send-PimMediaFile (TestFile shirt.png 20).FullName
        $null = $asset, $other | Save-PimMediaFile -Path $folder
        (Get-Saved $folder).Name | Sort-Object | Should -Be (@("shirt-$($other.Code).png", 'shirt.png') | Sort-Object)
        (Get-Item (Join-Path $folder shirt.png)).Length | Should -Be 3000
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
}

Describe 'Save-PimMediaFile from Akeneo' {
    BeforeAll {
        $null = Select-PimSession $akeneo
        $file = TestFile shirt.png
        $null = New-PimProduct -Identifier tea
        $sent = Send-PimMediaFile $file.FullName -Product tea -Attribute picture
        $media = Send-PimMediaFile $file.FullName -AssetMedia
        Set-PimAsset front -AssetFamily packshots -Value @{ media = $media }
        $null = Send-PimMediaFile $file.FullName -Category master -Attribute icon
        $image = Send-PimMediaFile $file.FullName -ReferenceEntityMedia
        Set-PimReferenceEntity designer -Image $image.Code
        $photo = (Get-PimReferenceEntityAttribute -ReferenceEntity designer | Where-Object Type -EQ image | Select-Object -First 1).Code
        Set-PimReferenceEntityRecord kartell -ReferenceEntity designer -Value @{ $photo = $image }
    }

    BeforeEach {
        $null = Select-PimSession $akeneo
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
    }

    It 'saves: <What>' -ForEach @(
        @{ What = 'a code'; Script = { Save-PimMediaFile $sent.Code $folder } }
        @{ What = 'what was sent'; Script = { $sent | Save-PimMediaFile -Path $folder } }
        @{ What = 'what was read'; Script = { Get-PimMediaFile $sent.Code | Save-PimMediaFile -Path $folder } }
        @{ What = 'a row'; Script = { [pscustomobject]@{ Code = $media.Code; MediaKind = 'asset' } | Save-PimMediaFile -Path $folder } }
        @{ What = 'a table'; Script = { @{ Code = $sent.Code } | Save-PimMediaFile -Path $folder } }
        @{ What = 'a product'; Script = { Get-PimProduct tea | Save-PimMediaFile -Path $folder } }
        @{ What = 'a value of a product'; Script = { (Get-PimProduct tea).Values.picture | Save-PimMediaFile -Path $folder } }
        @{ What = 'the code of the file of an asset'; Script = { Save-PimMediaFile $media.Code -MediaKind Asset -Path $folder } }
        @{ What = 'an asset'; Script = { Get-PimAsset front -AssetFamily packshots | Save-PimMediaFile -Path $folder } }
        @{ What = 'a category'; Script = { Get-PimCategory master -WithEnrichedAttributes | Save-PimMediaFile -Path $folder } }
        @{ What = 'a reference entity'; Script = { Get-PimReferenceEntity designer | Save-PimMediaFile -Path $folder } }
        @{ What = 'a record'; Script = { Get-PimReferenceEntityRecord kartell -ReferenceEntity designer | Save-PimMediaFile -Path $folder } }
        @{ What = 'a value of a record'; Script = { (Get-PimReferenceEntityRecord kartell -ReferenceEntity designer).Values.$photo | Save-PimMediaFile -Path $folder } }
        @{ What = 'the code of the file of a record'; Script = { (Get-PimReferenceEntityRecord kartell -ReferenceEntity designer).GetValue($photo) | Save-PimMediaFile -MediaKind ReferenceEntity -Path $folder } }
    ) {
        $saved = & $Script
        $saved | Should -BeOfType IO.FileInfo
        $saved.FullName | Should -Be (Join-Path $folder.FullName shirt.png)
        (Get-FileHash $saved.FullName).Hash | Should -Be (Get-FileHash $file.FullName).Hash
        Get-Saved $folder | Should -HaveCount 1
    }

    It 'asks for the attributes of records once' {
        $records = Get-PimReferenceEntityRecord -ReferenceEntity designer -First 5
        $seen = Measure-Request $saas { $records | Save-PimMediaFile -Path $folder -WhatIf }
        $seen.Requests | Should -BeLessOrEqual 1
    }

    It 'saves many at once, each under a name of its own, the same each time' -Tag Alone {
        $files = Get-PimMediaFile -First 40
        $saas.Options.LatencyMilliseconds = 200
        $clock = Start-SteadyClock
        try { $saved = @($files | Save-PimMediaFile -Path $folder) }
        finally { $saas.Options.LatencyMilliseconds = 0 }
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 4 -Because 'four at a time they take 2 s, one by one 8 s'
        $saved | Should -HaveCount 40
        $names = (Get-Saved $folder).Name | Sort-Object
        $names | Should -HaveCount 40
        foreach ($group in $files | Group-Object OriginalFilename) {
            $names | Should -Contain $group.Name
            foreach ($other in $group.Group | Select-Object -Skip 1) {
                $names | Should -Contain ($other.OriginalFilename -replace '(\.\w+)$', "-$(($other.Code -split '/')[-1].Substring(0, 8))`$1")
            }
        }
        $again = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        $null = $files | Save-PimMediaFile -Path $again
        (Get-Saved $again | Get-FileHash).Hash | Should -Be (Get-Saved $folder | Get-FileHash).Hash
        (Measure-Request $saas { $files | Save-PimMediaFile -Path $again }).Requests | Should -Be 0
    }

    It 'finds files of one name and size again, in whatever order they come' {
        $files = 0..2 | ForEach-Object {
            [IO.File]::WriteAllText((Join-Path $TestDrive same.png), "same size $_")
            $null = New-PimProduct "same-$_"
            $code = (Send-PimMediaFile (Join-Path $TestDrive same.png) -Product "same-$_" -Attribute picture).Code
            Get-PimMediaFile $code
        }
        $null = $files | Save-PimMediaFile -Path $folder
        $seen = Measure-Request $saas { $files[2, 0, 1] | Save-PimMediaFile -Path $folder }
        $seen.Requests | Should -Be 0
        ($seen.Output | ForEach-Object { [IO.File]::ReadAllText($_.FullName) }) -join ', ' | Should -Be 'same size 2, same size 0, same size 1'
    }

    It 'asks for the names of the files of products, each once' {
        $products = Get-PimProduct -First 40
        $seen = Measure-Request $saas { $products | Save-PimMediaFile -Path $folder }
        $seen.Output.Count | Should -BeGreaterThan 5
        $seen.Requests | Should -Be (2 * $seen.Output.Count)
    }

    It 'does no more at one time than the session allows' {
        $two = Connect-TestSandbox $saas @{ ThrottleLimit = 1; Name = 'one' }
        @(Get-PimMediaFile -First 20 | Save-PimMediaFile -Path $folder -Session $two) | Should -HaveCount 20
    }

    It 'stops with Select-Object -First, and leaves nothing half read' {
        $files = Get-PimMediaFile -First 40
        $seen = Measure-Request $saas { $files | Save-PimMediaFile -Path $folder | Select-Object -First 2 }
        $seen.Output | Should -HaveCount 2
        $seen.Requests | Should -BeLessThan 12
        Get-ChildItem $folder -Force -Filter *.part | Should -BeNullOrEmpty
    }

    It 'stops at once with Ctrl+C' {
        $saas.Options.LatencyMilliseconds = 60000
        try { $stopped = Measure-Stop { Save-PimMediaFile $code $folder -Session $session } @{ session = $akeneo; code = $sent.Code; folder = "$folder" } }
        finally { $saas.Options.LatencyMilliseconds = 0 }
        $stopped.StopTime.TotalSeconds | Should -BeLessThan 2
        Get-ChildItem $folder -Force | Should -BeNullOrEmpty
    }

    It 'reads again what was cut short, and never leaves half of it under the name' {
        $files = Get-PimMediaFile -First 20
        # of four at a time, one may be the third again and again
        $stubborn = Connect-TestSandbox $saas @{ Name = 'stubborn'; MaximumRetryCount = 30; RetryIntervalSec = 0.01 }
        $saas.Options.HalfBodyEvery = 3
        try { $saved = @($files | Save-PimMediaFile -Path $folder -Session $stubborn) } finally { $saas.Options.HalfBodyEvery = 0 }
        $saved | Should -HaveCount 20
        foreach ($file in $files | Group-Object OriginalFilename | ForEach-Object { $_.Group[0] }) {
            (Get-Item (Join-Path $folder $file.OriginalFilename)).Length | Should -Be $file.Size
        }
        (Get-Saved $folder).Count | Should -Be 20
    }

    It 'goes on past what is not there, and never leaves the place of files' {
        Save-PimMediaFile 'a/b/none.png', '../products', $sent.Code -Path $folder -ErrorAction SilentlyContinue -ErrorVariable failed | ForEach-Object Name | Should -Be shirt.png
        $failed | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*' }
        $failed.TargetObject | Should -Be 'a/b/none.png', '../products'
    }

    It 'gives nothing for a product without files, and an error for what never has any' {
        $null = New-PimProduct -Identifier plain
        Get-PimProduct plain | Save-PimMediaFile -Path $folder | Should -BeNullOrEmpty
        Get-PimProduct plain | ForEach-Object { $_.Values.picture } | Save-PimMediaFile -Path $folder | Should -BeNullOrEmpty
        foreach ($item in [pscustomobject]@{ Colour = 'red' }, (Get-PimFamily -First 1)) {
            $item | Save-PimMediaFile -Path $folder -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }
    }

    It 'knows what kinds of file a back end has' {
        Complete 'Save-PimMediaFile -MediaKind ' | Sort-Object | Should -Be Asset, Category, Product, ReferenceEntity
        $seen = Measure-Request $sandbox { Get-Terminating { Save-PimMediaFile x -MediaKind Category -Session $pims } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
    }
}

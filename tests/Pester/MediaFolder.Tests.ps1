# What a folder remembers of the media files that were saved in it.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Akeneo'; ProductCount = 60 }
    $akeneo = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'akeneo' }

    # files of one name and one length, each of a product of its own
    function Send-SameName([string[]] $Text, [string] $Name = 'same.png') {
        foreach ($one in $Text) {
            $null = New-Item (Join-Path $TestDrive sent) -ItemType Directory -Force
            [IO.File]::WriteAllText((Join-Path $TestDrive "sent/$Name"), $one)
            $product = New-PimProduct -Identifier "media-$([guid]::NewGuid())"
            Get-PimMediaFile (Send-PimMediaFile (Join-Path $TestDrive "sent/$Name") -Product $product -Attribute picture).Code
        }
    }
    function Get-Saved { Get-ChildItem $folder -Force | Where-Object Name -NE .pim-media.jsonl }
    function Get-Text { @(Get-Saved | ForEach-Object { [IO.File]::ReadAllText($_.FullName) } | Sort-Object) }
    function Get-Memory { Join-Path $folder .pim-media.jsonl }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'A folder of saved media files' {
    BeforeEach {
        $null = Select-PimSession $akeneo
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
    }

    It 'is known to a later run, which asks the server for nothing' {
        $products = Get-PimProduct -First 40
        $first = $products | Save-PimMediaFile -Path $folder
        $again = Measure-Request $sandbox { $products | Save-PimMediaFile -Path $folder }
        $again.Requests | Should -Be 0
        $again.Output.Name | Sort-Object | Should -Be ($first.Name | Sort-Object)
        $moved = Join-Path $TestDrive ([guid]::NewGuid())
        Move-Item $folder $moved
        (Measure-Request $sandbox { $products | Save-PimMediaFile -Path $moved }).Requests | Should -Be 0
    }

    It 'gets back a file that somebody has edited, whatever its size: <Text>' -ForEach @(
        @{ Text = 'one edit' }
        @{ Text = 'longer than it was' }
        @{ Text = '' }
    ) {
        $file = Send-SameName 'original'
        $saved = $file | Save-PimMediaFile -Path $folder
        [IO.File]::WriteAllText($saved.FullName, $Text)
        $seen = Measure-Request $sandbox { $file | Save-PimMediaFile -Path $folder }
        $seen.Requests | Should -Be 1
        Get-Text | Should -Be original
    }

    It 'keeps files of one name and size apart, also of two runs' {
        $one, $two, $three = Send-SameName 'file one', 'file two', 'file six'
        $null = $one | Save-PimMediaFile -Path $folder
        $null = $two | Save-PimMediaFile -Path $folder
        $null = $three, $one | Save-PimMediaFile -Path $folder
        Get-Text | Should -Be 'file one', 'file six', 'file two'
        (Get-Saved).Name | Should -Contain same.png
        $seen = Measure-Request $sandbox { $two, $three, $one | Save-PimMediaFile -Path $folder }
        $seen.Requests | Should -Be 0
        ($seen.Output | ForEach-Object { [IO.File]::ReadAllText($_.FullName) }) -join ', ' | Should -Be 'file two, file six, file one'
    }

    It 'keeps names apart that differ in case alone' {
        $lower = Send-SameName 'file one' 'case.png'
        $upper = Send-SameName 'file two' 'CASE.png'
        $null = $lower | Save-PimMediaFile -Path $folder
        $null = $upper | Save-PimMediaFile -Path $folder
        Get-Text | Should -Be 'file one', 'file two'
        @((Get-Saved).Name | ForEach-Object ToLowerInvariant | Select-Object -Unique) | Should -HaveCount 2
    }

    It 'leaves what somebody has renamed, and reads again what is gone' {
        $file = Send-SameName 'original'
        $saved = $file | Save-PimMediaFile -Path $folder
        Move-Item $saved.FullName (Join-Path $folder mine.png)
        $null = $file | Save-PimMediaFile -Path $folder
        (Get-Saved).Name | Sort-Object | Should -Be mine.png, same.png
        Remove-Item (Join-Path $folder same.png)
        # the name is free again
        $other = Send-SameName 'file two'
        ($other | Save-PimMediaFile -Path $folder).Name | Should -Be same.png
        ($file | Save-PimMediaFile -Path $folder).Name | Should -BeLike 'same-*.png'
        Get-Text | Should -Be 'file two', 'original', 'original'
    }

    It 'leaves a file as it is that has the same bytes, and replaces one that was saved from nothing known' {
        $file = Send-SameName 'original'
        $path = Join-Path $folder same.png
        [IO.File]::WriteAllText($path, 'original')
        (Get-Item $path).LastWriteTimeUtc = [datetime]::new(2001, 1, 1)
        ($file | Save-PimMediaFile -Path $folder).FullName | Should -Be $path
        (Get-Item $path).LastWriteTimeUtc | Should -Be ([datetime]::new(2001, 1, 1))
        (Measure-Request $sandbox { $file | Save-PimMediaFile -Path $folder }).Requests | Should -Be 0
        $null = $file | Save-PimMediaFile -Path $folder -Force
        (Get-Item $path).LastWriteTimeUtc.Year | Should -Not -Be 2001
        Remove-Item (Get-Memory) -Force
        [IO.File]::WriteAllText($path, 'some one')
        $null = $file | Save-PimMediaFile -Path $folder
        Get-Text | Should -Be original
    }

    It 'is written by several runs at a time' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $texts = 1..12 | ForEach-Object { 'file {0:00}' -f $_ }
        $files = Send-SameName $texts
        $where = $folder
        $null = $files | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:ModulePath
            Save-PimMediaFile $_.Code -Path $using:where -Session $using:akeneo
        }
        Get-Text | Should -Be $texts
        (Measure-Request $sandbox { $files | Save-PimMediaFile -Path $folder }).Requests | Should -Be 0
    }

    It 'is whole after a run was killed, whenever that was' {
        $texts = 1..30 | ForEach-Object { 'file {0:00}' -f $_ }
        $files = Send-SameName $texts
        Set-Content (Join-Path $TestDrive codes.txt) $files.Code
        Set-Content (Join-Path $TestDrive run.ps1) @'
Import-Module $env:RUN_MODULE
$null = Connect-Pim -FromEnvironment
Get-Content $env:RUN_CODES | Save-PimMediaFile -Path $env:RUN_FOLDER | Out-Null
'@
        $sandbox.Options.LatencyMilliseconds = 20
        try {
            foreach ($number in 1, 4, 12) {
                $run = Start-TestRun (Join-Path $TestDrive run.ps1) @{ RUN_FOLDER = $folder; RUN_CODES = (Join-Path $TestDrive codes.txt) } $sandbox
                $deadline = [datetime]::UtcNow.AddSeconds(60)
                while (-not $run.HasExited -and [datetime]::UtcNow -lt $deadline -and @(Get-ChildItem $folder).Count -lt $number) { Start-Sleep -Milliseconds 2 }
                $run.Kill()
                $run.WaitForExit()
                # every file that has its name is whole, and one of those that were asked for
                foreach ($text in Get-ChildItem $folder -Filter *.png | ForEach-Object { [IO.File]::ReadAllText($_.FullName) }) { $texts | Should -Contain $text }
            }
        } finally { $sandbox.Options.LatencyMilliseconds = 0 }
        $null = $files | Save-PimMediaFile -Path $folder
        @(Get-ChildItem $folder -Filter *.png | ForEach-Object { [IO.File]::ReadAllText($_.FullName) } | Sort-Object) | Should -Be $texts
        (Measure-Request $sandbox { $files | Save-PimMediaFile -Path $folder }).Requests | Should -Be 0
    }

    It 'goes on past a damaged line of its memory: warns, reads that file once more, and mends the line' {
        $files = Send-SameName 'file one', 'file two', 'file six'
        $null = $files | Save-PimMediaFile -Path $folder
        $lines = [IO.File]::ReadAllLines((Get-Memory))
        $lines[2] = $lines[2].Substring(0, 20)
        [IO.File]::WriteAllText((Get-Memory), ($lines -join "`n") + "`n")
        $seen = Measure-Request $sandbox { $files | Save-PimMediaFile -Path $folder -WarningVariable script:warned -WarningAction SilentlyContinue }
        $warned | Should -HaveCount 1
        "$warned" | Should -BeLike '*.pim-media.jsonl*line 3 is damaged*'
        $seen.Requests | Should -Be 1
        $seen.Output | Should -HaveCount 3
        Get-Text | Should -Be 'file one', 'file six', 'file two'
        $again = Measure-Request $sandbox { $files | Save-PimMediaFile -Path $folder -WarningVariable script:warned }
        $warned | Should -BeNullOrEmpty
        $again.Requests | Should -Be 0
    }

    It 'warns of a line that another run has damaged meanwhile, also with the last file' {
        $first, $last = Send-SameName 'file one', 'file two'
        $null = $first | Save-PimMediaFile -Path $folder
        $saved = & { [IO.File]::AppendAllText((Get-Memory), "damaged`n"); $last } |
            Save-PimMediaFile -Path $folder -WarningVariable warned -WarningAction SilentlyContinue
        $saved | Should -HaveCount 1
        $warned | Should -HaveCount 1
        "$warned" | Should -BeLike '*.pim-media.jsonl*line 3 is damaged*'
    }

    It 'leaves a line of its memory that a later version may have written' {
        $first, $last = Send-SameName 'file one', 'file two'
        $null = $first | Save-PimMediaFile -Path $folder
        $later = '{"media_kind":"Video","code":"1","name":"film.mp4","bytes":1,"hash":"00"}'
        [IO.File]::AppendAllText((Get-Memory), "$later`n")
        $null = $last | Save-PimMediaFile -Path $folder -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*line 3 is none that is understood*'
        [IO.File]::ReadAllLines((Get-Memory)) | Should -Contain $later
    }

    It 'takes no file for its memory, nor its memory for a file' {
        $file = Send-SameName 'original'
        $file.OriginalFilename = '.pim-media.jsonl'
        $saved = $file | Save-PimMediaFile -Path $folder
        $saved.Name | Should -Be pim-media.jsonl
        [IO.File]::ReadAllText($saved.FullName) | Should -Be original
        [IO.File]::WriteAllText((Get-Memory), 'somebody else''s')
        $seen = Measure-Request $sandbox { Get-Terminating { $file | Save-PimMediaFile -Path $folder } }
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[0])" | Should -BeLike '*.pim-media.jsonl*'
        $seen.Requests | Should -Be 0
        [IO.File]::ReadAllText((Get-Memory)) | Should -Be 'somebody else''s'
    }
}

Describe 'A folder of files of assets, which may get others' {
    BeforeAll {
        $second = Start-TestSandbox @{ ProductCount = 5 }
        $null = Connect-PimsSandbox $second @{ Name = 'pims' }
    }

    AfterAll { Stop-PimSandbox $second.Url }

    BeforeEach {
        $null = Select-PimSession pims
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
    }

    It 'has the new one, under the same name' {
        $path = Join-Path $TestDrive sheet.txt
        [IO.File]::WriteAllText($path, 'first')
        $asset = Send-PimMediaFile $path
        $null = $asset | Save-PimMediaFile -Path $folder
        [IO.File]::WriteAllText($path, 'the second')
        $null = Send-PimMediaFile $path -Code $asset.Code
        $null = Save-PimMediaFile $asset.Code -Path $folder
        (Get-Saved).Name | Should -Be sheet.txt
        Get-Text | Should -Be 'the second'
    }
}

# The help as users meet it: every example runs as it stands, and Get-Help finds all of it.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $pages = Get-ChildItem "$Repository/docs/en-US" -Filter *.md
    $commands = $pages | Where-Object Name -NotLike 'about_*' | ForEach-Object { @{ Name = $_.BaseName } }
    # what asks before it does something, and sends nothing that would change what a PIM has
    $writesNothing = @{
        'Disconnect-Pim'          = 'ends a session'
        'Export-PimCatalog'       = 'writes a folder here'
        'Save-PimMediaFile'       = 'writes files here'
        'Sync-PimProduct'         = 'writes a folder here'
        'Start-PimActionListener' = 'opens a port here'
        'Stop-PimActionListener'  = 'closes a port here'
        'Start-PimSandbox'        = 'starts a server here'
        'Stop-PimSandbox'         = 'stops a server here'
    }
    $writes = $commands | Where-Object {
        -not $writesNothing.ContainsKey($_.Name) -and (Get-Content "$Repository/docs/en-US/$($_.Name).md" -Raw) -match '(?m)^[A-Z]\w+-Pim.*\[-WhatIf\]'
    }
    $topics = $pages | Where-Object Name -Like 'about_*' | ForEach-Object { @{ Name = $_.BaseName } }

    # an example is the first block of code below its heading (a second one shows output); a topic has blocks only
    $examples = foreach ($page in $pages) {
        $text = (Get-Content $page.FullName -Raw) -replace '\r'
        if ($page.Name -like 'about_*') {
            $text = $text -replace '(?m)\A', "### The text`n" -creplace '(?m)^## (.+)$', '### $1'
            $pattern = '(?ms)^```powershell\n(.*?)^```$'
        }
        else {
            $text = [regex]::Match($text, '(?ms)^## EXAMPLES$.*?(?=^## )').Value
            $pattern = '(?ms)\A.*?^```powershell\n(.*?)^```$'
        }
        foreach ($part in $text -split '(?m)^### ' | Select-Object -Skip 1) {
            $number = 0
            foreach ($block in [regex]::Matches($part, $pattern)) {
                $number++
                $code = $block.Groups[1].Value
                @{
                    Page  = $page.BaseName
                    Title = ($part -split '\n')[0] + $(if ($number -gt 1) { " ($number)" })
                    Code  = $code
                    # no such host; and Windows PowerShell has no -Parallel
                    Skip  = $code.Contains('pim.example') -or ($PSEdition -ne 'Core' -and $code.Contains('-Parallel'))
                }
            }
        }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"

    # as for an installed module: parallel runspaces find it by the name of a command
    $oldPath = $env:PSModulePath
    $env:PSModulePath = "$Repository/out" + [IO.Path]::PathSeparator + $env:PSModulePath

    # Runs code where nothing has run before, in an empty folder, connected to a sandbox that has all there is, as an
    # app where only apps may; gives what a screen would show.
    function Invoke-Example([string] $Code, [string] $Page) {
        $login = if ($Page -like '*-PimCatalog*') { '-Url $sandbox.Url -AppToken $sandbox.AppToken' } else { '-Sandbox' }
        $edition = switch -Wildcard ($Page) {
            '*-PimProductDraft' { 'Serenity -OwnsProducts $false' }
            '*-PimPublishedProduct' { 'EE' }
            default { 'Serenity' }
        }
        $state = [initialsessionstate]::CreateDefault()
        $state.ImportPSModule($ModulePath)
        $shell = [powershell]::Create($state)
        $others = @(Get-PimSandbox).Url
        $folder = New-Item "$TestDrive/$([guid]::NewGuid())" -ItemType Directory
        try {
            $null = $shell.AddScript(@"
                Set-Location '$folder'
                `$ConfirmPreference = 'None'
                `$sandbox = Start-PimSandbox -Edition $edition
                Connect-Pim $login -RequestsPerSecond 0
                Remove-Variable sandbox
"@).Invoke()
            $shell.Commands.Clear()
            $text = $shell.AddScript($Code).AddCommand('Out-String').AddParameter('Width', 120).Invoke()
            if ($shell.Streams.Error.Count) { throw ($shell.Streams.Error -join "`n") }
            $text -join ''
        }
        finally {
            $shell.Dispose()
            Get-PimSandbox | Where-Object Url -NotIn $others | Stop-PimSandbox
        }
    }
}

AfterAll {
    $env:PSModulePath = $oldPath
}

# one block for all: Pester takes longer for a block than many an example does
Describe 'Example' {
    It 'of <Page>: <Title>' -ForEach $examples {
        if ($Skip) { Set-ItResult -Skipped }
        { Invoke-Example $Code $Page } | Should -Not -Throw
    }
}

Describe 'Help of <Name>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help $Name -Full
    }

    It 'has a synopsis of one sentence, and a description' {
        $help.Synopsis | Should -Match '^[A-Z][^\n]+\.$'
        $help.Synopsis | Should -Not -Match '\.\s'
        ($help.description.Text -join '').Length | Should -BeGreaterThan 100
    }

    It 'has three examples or more, of code alone' {
        $all = @($help.examples.example)
        $all.Count | Should -BeGreaterOrEqual 3
        foreach ($example in $all) {
            $example.title | Should -Match 'Example \d+: \w'
            $example.code | Should -Not -BeNullOrEmpty
            $example.code | Should -Not -Match '```'
            @($example.introduction.Text | Where-Object { $_ -match '```' }) | Should -BeNullOrEmpty
        }
    }

    It 'shows its examples as code, then text' {
        Get-Help $Name -Examples | Out-String -Width 200 | Should -Not -Match '```'
    }

    It 'links to pages that exist' {
        $page = Get-Content "$Repository/docs/en-US/$Name.md" -Raw
        $links = [regex]::Matches($page, '\]\(([\w-]+\.md)\)') | ForEach-Object { $_.Groups[1].Value }
        $links | Should -Not -BeNullOrEmpty
        $links | Where-Object { -not (Test-Path "$Repository/docs/en-US/$_") } | Should -BeNullOrEmpty
    }
}

Describe 'Help of the write <Name>' -ForEach $writes {
    It 'says what absent, $null and empty mean' {
        $description = [regex]::Match((Get-Content "$Repository/docs/en-US/$Name.md" -Raw) -replace '\r', '(?ms)^## DESCRIPTION$.*?(?=^## )').Value
        $list = [regex]::Match($description, '(?ms)^What is absent, \$null and empty mean:\n\n((?:- |  ).*?\n)(?=\n)').Groups[1].Value
        ([regex]::Matches($list, '(?m)^- ')).Count | Should -BeGreaterOrEqual 2
        $list | Should -Match 'not given|not named|absent|is gone'
        $list | Should -Match '\$null'
        $list | Should -Match 'empty'
    }
}

Describe 'Topic <Name>' -ForEach $topics {
    It 'is found, with a synopsis' {
        $found = @(Get-Help $Name)
        $found | Should -HaveCount 1
        $found | Out-String | Should -Match $Name
    }

    It 'has lines that fit a screen' {
        (Get-Help $Name | Out-String -Width 300) -split '\r?\n' | Where-Object Length -GT 120 | Should -BeNullOrEmpty
    }
}

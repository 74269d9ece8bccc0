# The guides as users follow them: all blocks of one, from top to bottom, in an empty folder.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $guides = Get-ChildItem "$Repository/docs/guides" -Filter *.md | ForEach-Object {
        $blocks = [regex]::Matches((Get-Content $_.FullName -Raw) -replace '\r', '(?ms)^```powershell\n(.*?)^```$') | ForEach-Object { $_.Groups[1].Value }
        # no such host, no such environment, no such file, no Azure; and Windows PowerShell has no -Parallel
        @{ Name = $_.Name; Blocks = @($blocks | Where-Object { $_ -notmatch '\.example\b|FromEnvironment|Read-Host|Install-|ImportExcel|Export-Excel|Import-Excel|\w-Az\w' -and ($PSEdition -eq 'Core' -or $_ -notmatch '-Parallel') }) }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    # as for an installed module: parallel runspaces find it by its name
    $oldPath = $env:PSModulePath
    $env:PSModulePath = "$Repository/out" + [IO.Path]::PathSeparator + $env:PSModulePath
}

AfterAll { $env:PSModulePath = $oldPath }

BeforeDiscovery {
    # what a block has to write, where that it runs says little: a call that is refused is no error of the listener
    $outcomes = @{
        'actions.md'          = @{
            'Test-PimSignature -Body $body -Signature' = '^\s*True\s+(VERBOSE: [^\n]*\s+)?False\s*$'
            'Start-PimActionListener $address'         = '(?s)[0-9a-f-]{36} Updated .*[0-9a-f-]{36} Updated .*\nOK\s*$'
        }
        'completion.md'       = @{
            'Show-Offer "Set-PimProduct BOOT-1 -Values @{ col"' = '^\s*$'
            'Set-Thing -Values @{ '                          = '^\s*offered\s*$'
        }
        'history.md'          = @{
            'Measure-Object | ForEach-Object Count'            = '(?m)^30$'
            'Undo-PimChange -Run $last.Run -PassThru'          = 'Updated\s+30|30\s+Updated'
            'Get-PimProductHistory $product -First 1 | Undo-PimChange -PassThru' = 'Created'
        }
        'promote.md'          = @{ 'Import-PimCatalog ./staging' = '(?s)\b1 Updated' }
        'azure-automation.md' = @{ 'action-webhook.ps1 -WebhookData' = '(?s)julia has sent 2 products.*\d products were enabled\.' }
    }
    foreach ($guide in $guides) { $guide.Outcomes = if ($outcomes.ContainsKey($guide.Name)) { $outcomes[$guide.Name] } else { @{} } }
}

Describe 'Guide <Name>' -ForEach $guides {
    It 'runs' {
        $state = [initialsessionstate]::CreateDefault()
        $state.ImportPSModule($ModulePath)
        $shell = [powershell]::Create($state)
        $others = @(Get-PimSandbox).Url
        try {
            $null = $shell.AddScript("Set-Location '$TestDrive'; `$ConfirmPreference = 'None'; `$PSDefaultParameterValues['Connect-Pim:RequestsPerSecond'] = 0").Invoke()
            $met = foreach ($block in $Blocks) {
                $shell.Commands.Clear()
                if ($block.Contains('Start-PimActionListener $address')) {
                    # what the guide did before must not be what is seen afterwards
                    $null = $shell.AddScript('$products | Set-PimProduct -Enabled $false').Invoke()
                    $shell.Commands.Clear()
                }
                $output = $shell.AddScript($block.Replace('./out/PimPowerShell', $ModulePath).Replace('./samples/', "$Repository/samples/")).AddCommand('Out-String').Invoke()
                "$($shell.Streams.Error -join "`n")" | Should -BeNullOrEmpty -Because $block
                foreach ($line in $Outcomes.Keys | Where-Object { $block.Contains($_) }) {
                    "$output" -replace '\r' | Should -Match $Outcomes[$line] -Because $block
                    $line
                }
            }
            @($met).Count | Should -Be $Outcomes.Count -Because 'each block is there'
            if ($Name -eq 'actions.md') {
                $shell.Commands.Clear()
                $shell.AddScript('(Get-PimProduct $products.Uuid).Enabled').Invoke() | Should -Be $true, $true
                Get-ChildItem "$TestDrive/actions/done" | Should -HaveCount 1
            }
        }
        finally {
            $shell.Dispose()
            Get-PimSandbox | Where-Object Url -NotIn $others | Stop-PimSandbox
        }
    }
}

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

Describe 'Guide <Name>' -ForEach $guides {
    It 'runs' {
        $state = [initialsessionstate]::CreateDefault()
        $state.ImportPSModule($ModulePath)
        $shell = [powershell]::Create($state)
        $others = @(Get-PimSandbox).Url
        try {
            $null = $shell.AddScript("Set-Location '$TestDrive'; `$ConfirmPreference = 'None'").Invoke()
            foreach ($block in $Blocks) {
                $shell.Commands.Clear()
                $null = $shell.AddScript($block.Replace('./out/PimPowerShell', $ModulePath).Replace('./samples/', "$Repository/samples/")).AddCommand('Out-String').Invoke()
                "$($shell.Streams.Error -join "`n")" | Should -BeNullOrEmpty -Because $block
            }
        }
        finally {
            $shell.Dispose()
            Get-PimSandbox | Where-Object Url -NotIn $others | Stop-PimSandbox
        }
    }
}

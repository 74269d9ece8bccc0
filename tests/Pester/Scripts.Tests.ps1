# The scripts of this repository.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $files = @(Get-Item "$root/*.ps1") +
        @(Get-ChildItem "$root/tools", "$root/tests/Pester", "$root/tests/Benchmarks", "$root/samples" -Recurse -Include *.ps1, *.psm1, *.psd1 -ErrorAction Ignore)
    $scripts = $files | ForEach-Object { @{ Path = $_.FullName; Name = $_.FullName.Substring($root.Length + 1) } }
}

Describe 'Script <Name>' -ForEach $scripts {
    It 'passes the analyzer' -Skip:(-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
        $settings = @{
            Severity     = 'Warning', 'Error'
            # Write-Host is how the build talks; the two other rules do not see a use in another block or function
            ExcludeRules = 'PSAvoidUsingWriteHost', 'PSUseDeclaredVarsMoreThanAssignments', 'PSReviewUnusedParameter'
            Rules        = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = '5.1', '7.2' } }
        }
        $findings = Invoke-ScriptAnalyzer $Path -Settings $settings
        $findings | ForEach-Object { "line $($_.Line): $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }

    It 'means the same to Windows PowerShell, which reads it in the code page of the machine' {
        [IO.File]::ReadAllText($Path) | Should -Not -Match '[^\x00-\x7F]'
    }
}

Describe 'Tool versions' {
    It 'has the same PowerShell in both files' {
        $root = Split-Path (Split-Path $PSScriptRoot)
        $manifest = Get-Content "$root/.config/dotnet-tools.json" -Raw | ConvertFrom-Json
        $manifest.tools.powershell.version | Should -Be (Import-PowerShellDataFile "$root/tools/tools.psd1").PowerShell.Version
    }
}

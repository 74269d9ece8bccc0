# The zip and the runbooks as Azure Automation runs them: a fresh process, no profile, no home, nobody to ask, 400 MB.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $runbooks = Get-ChildItem "$root/samples/runbooks" -Filter *.ps1 | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
    $hasZip = Test-Path "$root/out/PimPowerShell.zip"
    if (-not $hasZip) { Write-Warning 'Automation.Tests.ps1 is skipped: there is no out/PimPowerShell.zip. ./build.sh package makes it.' }
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1", "$PSScriptRoot/PimFake.psm1" -Force
    $zip = "$Repository/out/PimPowerShell.zip"
    $plain = { param($secret) [Net.NetworkCredential]::new('', $secret).Password }

    $modules = "$TestDrive/modules"
    $null = New-Item "$modules/AutomationShims", "$TestDrive/temp" -ItemType Directory
    Copy-Item "$PSScriptRoot/AutomationShims.psm1" "$modules/AutomationShims"
    if (Test-Path $zip) {
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        [IO.Compression.ZipFile]::ExtractToDirectory($zip, $modules)
    }

    # What a runbook writes comes by stream, so that text that went past the streams to the host has no mark. The peak is taken
    # where the process ends, however it does. What ends a runbook ends its job: that of a cmdlet would end one statement here.
    Set-Content "$TestDrive/run.ps1" @'
$ProgressPreference = $VerbosePreference = 'SilentlyContinue'
$job = [IO.File]::ReadAllText("$env:RUN_FOLDER/job.json") | ConvertFrom-Json
$parameters = @{}
foreach ($parameter in $job.Parameters.PSObject.Properties) { $parameters[$parameter.Name] = $parameter.Value }
try { & $job.Path @parameters 3>&1 4>&1 5>&1 6>&1 | ForEach-Object { "$($_.GetType().Name)|$_" } }
catch { throw }
finally { [IO.File]::WriteAllText("$env:RUN_FOLDER/peak.txt", [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64) }
'@

    function Initialize-RunFolder([string] $Word) {
        # all fields of the connection type, with nothing in those that this login does not need
        $type = Get-Content "$modules/PimPowerShell/PimPowerShell-Automation.json" -Raw | ConvertFrom-Json
        $fields = @{}
        foreach ($field in $type.ConnectionFields) { $fields[$field.Name] = '' }
        $fields.Url = "$($sandbox.Url)"
        $fields.UserName = $sandbox.Credential.UserName
        $fields.Password = $Word
        $fields.ClientId = $sandbox.ClientId
        $fields.ClientSecret = & $plain $sandbox.ClientSecret
        $folder = "$TestDrive/run-$([guid]::NewGuid())"
        $null = New-Item "$folder/storage/pimexports/pim" -ItemType Directory
        @{
            Connections = @{ Pim = $fields }
            Credentials = @{ PimActionSecret = @{ UserName = 'pim'; Password = $actionSecret } }
            Variables   = @{ PimActionSecret = $actionSecret }
        } | ConvertTo-Json -Depth 5 | Set-Content "$folder/assets.json"
        $folder
    }

    function Invoke-Job([string] $Path, [hashtable] $Parameters = @{}, [string] $Folder) {
        @{ Path = $Path; Parameters = $Parameters } | ConvertTo-Json -Depth 8 | Set-Content "$Folder/job.json"
        $start = Get-PwshStart "$TestDrive/run.ps1"
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $start.WorkingDirectory = "$TestDrive/temp"
        $names = @($start.EnvironmentVariables.Keys) -match '^(HOME|HOMEDRIVE|HOMEPATH|USERPROFILE|APPDATA|LOCALAPPDATA|XDG_.*|PIM_.*)$'
        foreach ($name in $names) { $start.EnvironmentVariables.Remove($name) }
        $start.EnvironmentVariables['PSModulePath'] = $modules, "$PSHOME/Modules" -join [IO.Path]::PathSeparator
        $start.EnvironmentVariables['POWERSHELL_TELEMETRY_OPTOUT'] = '1'
        $start.EnvironmentVariables['POWERSHELL_UPDATECHECK'] = 'Off'
        foreach ($name in 'TMPDIR', 'TEMP', 'TMP') { $start.EnvironmentVariables[$name] = "$TestDrive/temp" }
        $start.EnvironmentVariables['RUN_FOLDER'] = $Folder
        # 400 MB. A limit of the address space would end .NET at once, which reserves 256 GB of it for its heap and uses next to
        # nothing; a limit of the heap leaves out code and buffers. So the heap has the limit, and the process is measured.
        $start.EnvironmentVariables['DOTNET_GCHeapHardLimit'] = '19000000'
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit(60000)) {
            $process.Kill()
            throw "$Path did not end; it may be waiting for an answer. $($output.Result) $($errors.Result)"
        }
        [pscustomobject]@{
            ExitCode = $process.ExitCode
            Output   = @($output.Result -split '\r?\n' | Where-Object { $_ })
            Error    = $errors.Result.Trim()
            PeakMB   = [Math]::Round([long][IO.File]::ReadAllText("$Folder/peak.txt") / 1MB)
        }
    }

    # what Akeneo would send, signed
    function Get-WebhookData([string[]] $Uuid, [string] $Secret) {
        $body = ConvertTo-Json -Compress -Depth 4 @{
            data      = @{ productUuids = $Uuid; productModelCodes = @() }
            context   = @{ locale = 'en_US'; channel = 'ecommerce' }
            user      = @{ username = 'julia'; groups = @('Manager', 'All') }
            timestamp = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
        }
        $hash = [Security.Cryptography.HMACSHA512]::new([Text.Encoding]::UTF8.GetBytes($Secret)).ComputeHash([Text.Encoding]::UTF8.GetBytes($body))
        @{
            WebhookName   = 'enable'
            RequestBody   = $body
            RequestHeader = @{ signature = 'sha512=' + [BitConverter]::ToString($hash).Replace('-', '').ToLower() }
        }
    }

    function Get-BlobLine([string] $Folder, [string] $Name) {
        @(Get-ChildItem "$Folder/storage/pimexports/pim/$Name" | ForEach-Object { Get-Content $_.FullName -Encoding utf8 })
    }

    $sandbox = Start-TestSandbox @{ ProductCount = 1500 }
    $session = Connect-TestSandbox $sandbox
    $actionSecret = 'of-the-button-4711'
    $password = & $plain $sandbox.Credential.Password
    # every word that may be in no output: right ones and the wrong one
    $secrets = $password, (& $plain $sandbox.ClientSecret), $actionSecret, 'not-the-password-0815'
    $uuids = @(Get-PimProduct -First 3 -Session $session).Uuid
    $shard = Split-PimProductQuery -Count 2 -Session $session | Select-Object -First 1
    $storage = @{ ConnectionName = 'Pim'; StorageAccount = 'pimexports' }

    # of each runbook its parameters, and what it writes, line by line
    $jobs = @{
        'sync.ps1'           = @{
            Parameters = { $storage + @{ State = 'state/products'; Out = 'changes/products.jsonl' } }
            Output     = 'String|*Z 1500 added, 0 changed, 0 removed, *'
        }
        'export-shard.ps1'   = @{
            Parameters = { $storage + @{ Shard = $shard | ConvertTo-Json -Compress; OutFile = 'parts/part-1.jsonl' } }
            Output     = "String|Part 1 of 2: $($shard.Estimate) products in pim/parts/part-1.jsonl"
        }
        'export.ps1'         = @{
            Parameters = { $storage + @{ ResourceGroup = 'pim'; AutomationAccount = 'exports'; Count = 3; DelaySeconds = 0.05 } }
            Output     = 'String|3 parts in pim/export-*Z'
        }
        'action-webhook.ps1' = @{
            Parameters = { @{ WebhookData = Get-WebhookData $uuids $actionSecret } }
            Output     = 'String|julia has sent 3 products from *', 'String|* products were enabled.'
        }
    }

    function Assert-Discreet($Run) {
        $all = (@($Run.Output) + $Run.Error) -join "`n"
        foreach ($secret in $secrets) { $all.Contains($secret) | Should -BeFalse -Because 'a log is read by many' }
    }
}

AfterAll {
    $session | Disconnect-Pim
    Stop-PimSandbox $sandbox.Url
}

Describe 'The zip' -Skip:(-not $hasZip) {
    It 'imports by its name, in silence' {
        $folder = Initialize-RunFolder $password
        Set-Content "$folder/import.ps1" @'
$ErrorActionPreference = 'Stop'
Import-Module PimPowerShell
"$((Get-Command -Module PimPowerShell).Count) commands of $((Get-Module PimPowerShell).Path)"
'@
        $run = Invoke-Job "$folder/import.ps1" -Folder $folder
        $run.Error | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $count = (Import-PowerShellDataFile $ModulePath).CmdletsToExport.Count
        $run.Output.Replace('\', '/') | Should -BeLike "String|$count commands of */modules/PimPowerShell/PimPowerShell.*"
        $run.PeakMB | Should -BeLessOrEqual 400
    }

    It 'is small and short enough' {
        (Get-Item $zip).Length | Should -BeLessThan 100MB
        $extracted = (Get-ChildItem "$modules/PimPowerShell" -Recurse -File).FullName | ForEach-Object { $_.Substring("$modules".Length + 1) }
        $extracted | Where-Object Length -GE 140 | Should -BeNullOrEmpty
    }

    It 'brings a connection type: each field is one that Connect-Pim takes, and secrets are kept as such' {
        $type = Get-Content "$modules/PimPowerShell/PimPowerShell-Automation.json" -Raw | ConvertFrom-Json
        $type.IntegrationModuleName | Should -Be 'PimPowerShell'
        foreach ($field in $type.ConnectionFields) {
            $field.TypeName | Should -Be 'System.String'
            $field.IsOptional | Should -Be ($field.Name -ne 'Url')
            $field.IsEncrypted | Should -Be ($field.Name -match 'Password|Secret|Token$|Key$') -Because $field.Name
        }
        $fields = @{}
        foreach ($name in $type.ConnectionFields.Name) { $fields[$name] = '' }
        $fields.Url = "$($sandbox.Url)"
        $fields.AppToken = & $plain $sandbox.AppToken
        $session = Connect-Pim -Connection $fields -Name asset -PassThru
        $session.IsOpen | Should -BeTrue
        $session | Disconnect-Pim
    }
}

Describe 'Runbook <Name>' -ForEach $runbooks -Skip:(-not $hasZip) {
    It 'has what a runbook needs, and nothing that it cannot have' {
        $faults = $null
        $tree = [Management.Automation.Language.Parser]::ParseFile($Path, [ref]$null, [ref]$faults)
        $faults | Should -BeNullOrEmpty
        $tree.ScriptRequirements | Should -BeNullOrEmpty -Because 'runbooks of 5.1 do not take #Requires'
        foreach ($parameter in $tree.ParamBlock.Parameters) {
            # webhooks have one object; the rest can be typed into a form
            $allowed = 'String', 'Int32', 'Double', 'Boolean'
            if ($parameter.Name.VariablePath.UserPath -eq 'WebhookData') { $allowed = 'Object' }
            $parameter.StaticType.Name | Should -BeIn $allowed -Because "$($parameter.Name)"
        }
        $text = $tree.Extent.Text
        foreach ($line in "`$ErrorActionPreference = 'Stop'", "`$ProgressPreference = 'SilentlyContinue'", "`$ConfirmPreference = 'None'") {
            $text | Should -BeLike "*$line*"
        }
        $commands = $tree.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true) | ForEach-Object { $_.GetCommandName() }
        $commands | Where-Object { $_ -in 'Read-Host', 'Get-Credential', 'Write-Host', 'Write-Progress', 'Start-Process' } | Should -BeNullOrEmpty
        # the job of a runbook that exits with 1 counts as completed
        $tree.FindAll({ $args[0] -is [Management.Automation.Language.ExitStatementAst] }, $true) | Should -BeNullOrEmpty
    }

    It 'runs within 400 MB, and says what it did and nothing else' {
        $jobs.ContainsKey($Name) | Should -BeTrue -Because 'each runbook has a test'
        $folder = Initialize-RunFolder $password
        $run = Invoke-Job $Path (& $jobs[$Name].Parameters) $folder
        $run.Error | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $expected = @($jobs[$Name].Output)
        $run.Output | Should -HaveCount $expected.Count
        for ($i = 0; $i -lt $expected.Count; $i++) { $run.Output[$i] | Should -BeLike $expected[$i] }
        Assert-Discreet $run
        $run.PeakMB | Should -BeLessOrEqual 400
        Get-ChildItem "$TestDrive/temp" -Recurse -Filter *.jsonl* | Should -BeNullOrEmpty -Because 'other jobs share the disk'
    }

    It 'fails as a job when the login is wrong, says so, and keeps what is secret' {
        $folder = Initialize-RunFolder 'not-the-password-0815'
        $run = Invoke-Job $Path (& $jobs[$Name].Parameters) $folder
        $run.ExitCode | Should -Be 1
        $run.Error | Should -BeLike '*user name*password*'
        $run.Output | Where-Object { $_ -notmatch '^(String|WarningRecord)\|' } | Should -BeNullOrEmpty
        Assert-Discreet $run
        Get-ChildItem "$folder/storage" -Recurse -File | Should -BeNullOrEmpty
        Get-ChildItem "$TestDrive/temp" -Recurse -Filter *.jsonl* | Should -BeNullOrEmpty
    }

    It 'fails as a job when there is no such connection' {
        $folder = Initialize-RunFolder $password
        $assets = Get-Content "$folder/assets.json" -Raw | ConvertFrom-Json
        $assets.Connections = @{ Other = $assets.Connections.Pim }
        $assets | ConvertTo-Json -Depth 5 | Set-Content "$folder/assets.json"
        $run = Invoke-Job $Path (& $jobs[$Name].Parameters) $folder
        $run.ExitCode | Should -Be 1
        $run.Error | Should -BeLike "*'Pim' not found*"
        Assert-Discreet $run
    }
}

Describe 'What the runbooks leave' -Skip:(-not $hasZip) {
    It 'is a state that the next job goes on from, on another disk' {
        $folder = Initialize-RunFolder $password
        $parameters = & $jobs['sync.ps1'].Parameters
        (Invoke-Job "$Repository/samples/runbooks/sync.ps1" $parameters $folder).ExitCode | Should -Be 0
        Get-BlobLine $folder 'changes/*' | Should -HaveCount 1500

        $product = Get-PimProduct $uuids[0] -Session $session
        Set-PimProduct $product.Uuid -Enabled (-not $product.Enabled) -Session $session
        $run = Invoke-Job "$Repository/samples/runbooks/sync.ps1" $parameters $folder
        $run.Output | Should -BeLike 'String|*Z 0 added, 1 changed, 0 removed, *'
        Get-ChildItem "$folder/storage/pimexports/pim/changes" | Should -HaveCount 2
        $last = Get-ChildItem "$folder/storage/pimexports/pim/changes" | Sort-Object Name | Select-Object -Last 1
        (Get-Content $last.FullName | ConvertFrom-Json).Uuid | Should -Be $product.Uuid
    }

    It 'is no state where the storage fails: nothing is taken for new' {
        $folder = Initialize-RunFolder $password
        Remove-Item "$folder/storage/pimexports/pim"
        $run = Invoke-Job "$Repository/samples/runbooks/sync.ps1" (& $jobs['sync.ps1'].Parameters) $folder
        $run.ExitCode | Should -Be 1
        $run.Error | Should -BeLike "*'pim' does not exist*"
        $run.Output | Should -BeNullOrEmpty
    }

    It 'is every product once, by the jobs that the parent starts' {
        $folder = Initialize-RunFolder $password
        Set-Content "$folder/fail" 'part-2'
        $run = Invoke-Job "$Repository/samples/runbooks/export.ps1" (& $jobs['export.ps1'].Parameters) $folder
        $run.ExitCode | Should -Be 1
        $run.Output | Should -Be 'WarningRecord|Attempt 2 of the parts 2.'
        $run.Error | Should -BeLike '*Not all parts*missing: 2, of 3*'

        $started = Get-ChildItem "$folder/jobs" | ForEach-Object { Get-Content $_.FullName -Raw | ConvertFrom-Json }
        $started | Should -HaveCount 4
        $started.Account | Sort-Object -Unique | Should -Be 'pim/exports'
        $started.Runbook | Sort-Object -Unique | Should -Be 'export-shard'
        foreach ($job in $started | Sort-Object { $_.Parameters.OutFile } -Unique) {
            $parameters = @{}
            foreach ($parameter in $job.Parameters.PSObject.Properties) { $parameters[$parameter.Name] = $parameter.Value }
            (Invoke-Job "$Repository/samples/runbooks/export-shard.ps1" $parameters $folder).ExitCode | Should -Be 0
        }
        $lines = Get-BlobLine $folder 'export-*/*'
        $lines | Should -HaveCount 1500
        ($lines | ConvertFrom-Json).Uuid | Sort-Object -Unique | Should -HaveCount 1500
    }

    It 'is nothing of a forged call' {
        $before = $sandbox.Counters.Requests
        $folder = Initialize-RunFolder $password
        $run = Invoke-Job "$Repository/samples/runbooks/action-webhook.ps1" @{ WebhookData = Get-WebhookData $uuids 'guessed' } $folder
        $run.ExitCode | Should -Be 1
        $run.Error | Should -BeLike '*forged or too old*'
        $run.Output | Should -BeNullOrEmpty
        Assert-Discreet $run
        $sandbox.Counters.Requests | Should -Be $before
    }
}

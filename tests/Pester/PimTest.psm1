# What the test files share. Importing it imports the built module for the whole process.
Set-StrictMode -Version Latest

$Repository = Split-Path (Split-Path $PSScriptRoot)
$ModulePath = Join-Path $Repository 'out/PimPowerShell/PimPowerShell.psd1'
Import-Module $ModulePath -Global

# what steady clocks go by, on a thread of its own: one of the pool would stand still with what starves the pool
$Ticker = @{ Ticks = 0; End = [Threading.ManualResetEvent]::new($false); Shell = $null }
$MyInvocation.MyCommand.ScriptBlock.Module.OnRemove = {
    $null = $Ticker.End.Set()
    if ($Ticker.Shell) { $Ticker.Shell.Dispose() }
}

function Start-TestSandbox {
    <#
    .SYNOPSIS
    A small sandbox; the caller stops it with Stop-PimSandbox.
    .EXAMPLE
    $sandbox = Start-TestSandbox @{ ProductCount = 250; LatencyMilliseconds = 50 }
    #>
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '')]
    param([hashtable] $Option = @{})

    $all = @{ ProductCount = 250; Seed = 1 }
    foreach ($name in $Option.Keys) { $all[$name] = $Option[$name] }
    Start-PimSandbox @all
}

function Get-WriteCount {
    <#
    .SYNOPSIS
    The requests that a sandbox has taken so far and that may have changed something, of both kinds of server.
    .EXAMPLE
    $before = Get-WriteCount $sandbox
    #>
    param([Parameter(Mandatory)] $Sandbox)

    $writes = $Sandbox.Counters.Routes.GetEnumerator() | Where-Object Key -NotMatch '^(GET|HEAD) |/oauth/|/search$| (get|list)\w*$'
    [long] ($writes | Measure-Object Value -Sum).Sum
}

function Connect-TestSandbox {
    <#
    .SYNOPSIS
    Logs in to a sandbox as a user does, without a limit on the rate, and gives the session.
    .EXAMPLE
    $session = Connect-TestSandbox $sandbox @{ ThrottleLimit = 2; Name = 'second' }
    #>
    param(
        [Parameter(Mandatory)]
        $Sandbox,

        [hashtable] $Option = @{}
    )

    $all = @{
        Url               = $Sandbox.Url
        Credential        = $Sandbox.Credential
        ClientId          = $Sandbox.ClientId
        ClientSecret      = $Sandbox.ClientSecret
        RequestsPerSecond = 0
    }
    foreach ($name in $Option.Keys) { $all[$name] = $Option[$name] }
    Connect-Pim @all -PassThru
}

function Connect-PimsSandbox {
    <#
    .SYNOPSIS
    Logs in to the PIMS side of a sandbox with its key, and gives the session.
    .EXAMPLE
    $session = Connect-PimsSandbox $sandbox @{ View = 'Web'; Name = 'shop' }
    #>
    param(
        [Parameter(Mandatory)]
        $Sandbox,

        [hashtable] $Option = @{}
    )

    $all = @{ Url = $Sandbox.Url; ApiKey = $Sandbox.ApiKey; RetryIntervalSec = 0.05 }
    foreach ($name in $Option.Keys) { $all[$name] = $Option[$name] }
    Connect-Pim @all -PassThru
}

function Complete {
    <#
    .SYNOPSIS
    What the Tab key offers at the end of a line, as texts.
    .DESCRIPTION
    A completer waits two seconds for its server. Where they were over, as on a machine that stood still, the key is
    pressed again; -Once is for a server that is slow.
    .EXAMPLE
    Complete 'Invoke-PimRestMethod -Method P' | Should -Be 'PATCH', 'POST', 'PUT'
    #>
    param(
        [Parameter(Mandatory)]
        [string] $Line,

        [switch] $Once
    )

    for ($presses = 1; ; $presses++) {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $offers = [Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
        if ($Once -or $presses -eq 5 -or $watch.Elapsed.TotalSeconds -lt 1.9) { break }
    }
    $offers | ForEach-Object CompletionText
}

function Start-SteadyClock {
    <#
    .SYNOPSIS
    A clock whose Elapsed leaves out the time for which the machine stood still: for what must be quick.
    .EXAMPLE
    $clock = Start-SteadyClock
    Stop-PimSandbox $sandbox.Url
    $clock.Elapsed.TotalSeconds | Should -BeLessThan 1
    #>
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '')]
    param()

    if (-not $Ticker.Shell) {
        $state = [initialsessionstate]::Create()
        $state.LanguageMode = 'FullLanguage'
        $state.ThreadOptions = 'UseNewThread'
        $Ticker.Shell = [powershell]::Create($state)
        # ticks that are missed are not made up for
        $null = $Ticker.Shell.AddScript('param($ticker) while (-not $ticker.End.WaitOne(50)) { $ticker.Ticks++ }').AddArgument($Ticker).BeginInvoke()
        while ($Ticker.Ticks -eq 0) { [Threading.Thread]::Sleep(5) }
    }
    [pscustomobject]@{ Ticker = $Ticker; Start = $Ticker.Ticks; Watch = [Diagnostics.Stopwatch]::StartNew() } |
        Add-Member ScriptProperty Elapsed { [timespan]::FromMilliseconds([math]::Min($this.Watch.ElapsedMilliseconds, 50 * ($this.Ticker.Ticks - $this.Start + 1))) } -PassThru
}

function Get-PwshStart {
    <#
    .SYNOPSIS
    How to start a script file in a PowerShell process of its own, for [Diagnostics.Process]::Start.
    .EXAMPLE
    $process = [Diagnostics.Process]::Start((Get-PwshStart $file))
    #>
    param(
        [Parameter(Mandatory)]
        [string] $Path
    )

    $self = (Get-Process -Id $PID).Path
    $start = [Diagnostics.ProcessStartInfo]@{
        FileName        = $self
        # the .NET tool is no program of its own: dotnet runs its pwsh.dll
        Arguments       = $(if ($self -match '[\/]dotnet(\.exe)?$') { "`"$PSHOME/pwsh.dll`" " }) +
            "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File `"$Path`""
        UseShellExecute = $false
    }
    $start.EnvironmentVariables['NO_COLOR'] = '1'
    $start
}

function Get-RunStart {
    <#
    .SYNOPSIS
    How to start a script file in a PowerShell process of its own, which finds the module in $env:RUN_MODULE, a sandbox
    where Connect-Pim -FromEnvironment looks for it, and what else it is given in the environment.
    .EXAMPLE
    $start = Get-RunStart "$folder/run.ps1" @{ RUN_FOLDER = $folder } $sandbox
    #>
    param(
        [Parameter(Mandatory)]
        [string] $Path,

        [hashtable] $Environment = @{},

        $Sandbox
    )

    $start = Get-PwshStart $Path
    $variables = $Environment + @{ RUN_MODULE = $ModulePath }
    if ($Sandbox) {
        $login = $Sandbox.Credential.GetNetworkCredential()
        $variables += @{
            PIM_URL           = $Sandbox.Url
            PIM_CLIENT_ID     = $Sandbox.ClientId
            PIM_CLIENT_SECRET = [pscredential]::new('x', $Sandbox.ClientSecret).GetNetworkCredential().Password
            PIM_USERNAME      = $login.UserName
            PIM_PASSWORD      = $login.Password
        }
    }
    foreach ($name in $variables.Keys) { $start.EnvironmentVariables[$name] = "$($variables[$name])" }
    $start
}

function Start-TestRun {
    <#
    .SYNOPSIS
    Starts what Get-RunStart says.
    .EXAMPLE
    $run = Start-TestRun "$folder/run.ps1" @{ RUN_FOLDER = $folder } $sandbox
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process of a test.')]
    param(
        [Parameter(Mandatory)]
        [string] $Path,

        [hashtable] $Environment = @{},

        $Sandbox
    )

    [Diagnostics.Process]::Start((Get-RunStart $Path $Environment $Sandbox))
}

function Invoke-InFreshPwsh {
    <#
    .SYNOPSIS
    Runs a script in a PowerShell process of its own and gives its Output, its Error (texts) and its ExitCode.
    .DESCRIPTION
    The module is imported first (not with -NoImport); $ModulePath is the path of its manifest. The script sees
    no other variable of the caller: put values into the text.
    .EXAMPLE
    (Invoke-InFreshPwsh { Connect-Pim -Sandbox; Get-PimProduct -First 1 | ForEach-Object Identifier }).Output
    #>
    param(
        [Parameter(Mandatory)]
        [string] $Script,

        [switch] $NoImport,

        [int] $TimeoutSec = 120
    )

    $file = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).ps1"
    $start = Get-PwshStart $file
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    Set-Content $file -Encoding utf8 @(
        "`$env:PSModulePath = '$env:PSModulePath'"
        "`$ProgressPreference = 'SilentlyContinue'"
        "`$ModulePath = '$ModulePath'"
        if (-not $NoImport) { 'Import-Module $ModulePath -ErrorAction Stop' }
        $Script
    )
    try {
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit($TimeoutSec * 1000)) {
            # with its children, which would keep the pipes open
            if ($PSEdition -eq 'Core') { $process.Kill($true) } else { $process.Kill() }
            throw "The process did not end within $TimeoutSec s. Output: $($output.Result) Error: $($errors.Result)"
        }
        [pscustomobject]@{
            Output   = @($output.Result -split '\r?\n' | Where-Object { $_ })
            Error    = $errors.Result.Trim()
            ExitCode = $process.ExitCode
        }
    }
    finally { Remove-Item $file }
}

function Measure-Stop {
    <#
    .SYNOPSIS
    Runs a script in a runspace of its own, stops it as Ctrl+C does, and gives how long that took.
    .DESCRIPTION
    -Variable gives the script its variables, a session among them. The script is stopped when -When is true
    (asked every 10 ms in the caller's scope) or else after -AfterMilliseconds. The result has StopTime
    (a TimeSpan, without what the machine stood still), State (Stopped, or Completed when the script was faster), Output, Error, Progress, and Variables:
    what the script's global variables that -Keep names hold then.
    .EXAMPLE
    (Measure-Stop { Get-PimProduct -Session $session } @{ session = $session }).StopTime.TotalSeconds | Should -BeLessThan 1
    #>
    param(
        [Parameter(Mandatory)]
        [scriptblock] $Script,

        [hashtable] $Variable = @{},

        [scriptblock] $When = { $false },

        [string[]] $Keep = @(),

        [int] $AfterMilliseconds = 500
    )

    $state = [initialsessionstate]::CreateDefault()
    $state.ImportPSModule($ModulePath)
    foreach ($name in $Variable.Keys) {
        $state.Variables.Add([Management.Automation.Runspaces.SessionStateVariableEntry]::new($name, $Variable[$name], ''))
    }
    $shell = [powershell]::Create($state)
    try {
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        $running = $shell.AddScript($Script.ToString()).BeginInvoke([Management.Automation.PSDataCollection[psobject]]$null, $output)
        $watch = [Diagnostics.Stopwatch]::StartNew()
        while (-not $running.IsCompleted -and -not (& $When) -and $watch.ElapsedMilliseconds -lt $AfterMilliseconds) { Start-Sleep -Milliseconds 10 }
        $clock = Start-SteadyClock
        $shell.Stop()
        [pscustomobject]@{
            StopTime  = $clock.Elapsed
            State     = $shell.InvocationStateInfo.State
            Output    = @($output)
            Error     = @($shell.Streams.Error)
            Progress  = @($shell.Streams.Progress)
            Variables = @($Keep | ForEach-Object { $shell.Runspace.SessionStateProxy.GetVariable($_) })
        }
    }
    finally {
        $shell.Dispose()
    }
}

Export-ModuleMember -Function * -Variable Repository, ModulePath

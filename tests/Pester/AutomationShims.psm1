# What Azure Automation gives to a runbook, for processes without Azure: the assets lie in files of $env:RUN_FOLDER, a storage
# account is a folder there, and a job that is started is a file with its parameters.
[Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '')]
param()

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Get-AutomationConnection([string] $Name) {
    $assets = Get-Content "$env:RUN_FOLDER/assets.json" -Raw | ConvertFrom-Json
    if ($Name -notin $assets.Connections.PSObject.Properties.Name) { throw "Connection asset '$Name' not found." }
    # as there: a hashtable with all fields of the type
    $fields = @{}
    foreach ($field in $assets.Connections.$Name.PSObject.Properties) { $fields[$field.Name] = $field.Value }
    $fields
}

function Get-AutomationVariable([string] $Name) {
    (Get-Content "$env:RUN_FOLDER/assets.json" -Raw | ConvertFrom-Json).Variables.$Name
}

function Get-AutomationPSCredential([string] $Name) {
    $asset = (Get-Content "$env:RUN_FOLDER/assets.json" -Raw | ConvertFrom-Json).Credentials.$Name
    $secret = [securestring]::new()
    foreach ($character in $asset.Password.ToCharArray()) { $secret.AppendChar($character) }
    [pscredential]::new($asset.UserName, $secret)
}

function Disable-AzContextAutosave([string] $Scope) { "Autosave is off for $Scope." }

function Connect-AzAccount([switch] $Identity) {
    if (-not $Identity) { throw 'Without -Identity somebody would have to sign in.' }
    [pscustomobject]@{ Context = 'identity' }
}

function New-AzStorageContext {
    # the name is Azure's
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    param([string] $StorageAccountName, [switch] $UseConnectedAccount)

    if (-not $UseConnectedAccount) { throw 'No key and no account.' }
    [pscustomobject]@{ Root = "$env:RUN_FOLDER/storage/$StorageAccountName" }
}

function Get-AzStorageBlob([string] $Container, $Context, [string] $Prefix) {
    $root = "$($Context.Root)/$Container"
    if (-not (Test-Path $root)) { throw "The container '$Container' does not exist." }
    Get-ChildItem $root -Recurse -File | Where-Object { $_.FullName.Replace('\', '/').Substring($root.Length + 1).StartsWith($Prefix) }
}

function Get-AzStorageBlobContent([string] $Container, $Context, [string] $Blob, [string] $Destination, [switch] $Force) {
    Copy-Item "$($Context.Root)/$Container/$Blob" $Destination -Force:$Force
    [pscustomobject]@{ Name = $Blob }
}

function Set-AzStorageBlobContent {
    # the name is Azure's
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    param([string] $Container, $Context, [string] $File, [string] $Blob, [switch] $Force)

    # without it an existing blob would be asked about
    if (-not $Force) { throw 'Overwrite?' }
    $path = "$($Context.Root)/$Container/$Blob"
    $null = New-Item (Split-Path $path) -ItemType Directory -Force
    Copy-Item $File $path -Force
    [pscustomobject]@{ Name = $Blob }
}

function Start-AzAutomationRunbook([string] $ResourceGroupName, [string] $AutomationAccountName, [string] $Name, [hashtable] $Parameters) {
    $id = [guid]::NewGuid()
    $null = New-Item "$env:RUN_FOLDER/jobs" -ItemType Directory -Force
    [pscustomobject]@{ Account = "$ResourceGroupName/$AutomationAccountName"; Runbook = $Name; Parameters = $Parameters; Looks = 0 } |
        ConvertTo-Json -Depth 5 | Set-Content "$env:RUN_FOLDER/jobs/$id.json"
    [pscustomobject]@{ JobId = $id; Status = 'New' }
}

function Get-AzAutomationJob([string] $ResourceGroupName, [string] $AutomationAccountName, [guid] $Id) {
    $file = "$env:RUN_FOLDER/jobs/$Id.json"
    $job = Get-Content $file -Raw | ConvertFrom-Json
    $job.Looks++
    $job | ConvertTo-Json -Depth 5 | Set-Content $file
    # a file 'fail' names parts whose jobs fail
    $fails = (Test-Path "$env:RUN_FOLDER/fail") -and $job.Parameters.OutFile -match (Get-Content "$env:RUN_FOLDER/fail" -Raw).Trim()
    $status = if ($job.Looks -lt 2) { 'Running' } elseif ($fails) { 'Failed' } else { 'Completed' }
    [pscustomobject]@{ JobId = $Id; Status = $status; Account = "$ResourceGroupName/$AutomationAccountName" }
}

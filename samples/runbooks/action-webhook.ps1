# The work of a button in the PIM, as the runbook of an Azure Automation webhook: enables the products that the user has
# selected. Nothing asks, and what fails ends the job as failed.
#
# It needs the module PimPowerShell, a connection asset 'Pim' with the fields that Connect-Pim -Connection takes, and a
# credential asset 'PimActionSecret' whose password is the secret of the UI extension.
#
# Whoever catches a call can send it again until it is older than -MaximumAge. Enabling twice does no harm; work that must not
# be done twice has to remember the signatures that it has seen.
[CmdletBinding()]
param(
    [object] $WebhookData,

    # How old a call may be when its job starts, which may be some time after the button was pressed.
    [string] $MaximumAge = '00:05:00',

    # The module, where it is not installed.
    [string] $Module = 'PimPowerShell'
)

$ErrorActionPreference = 'Stop'
$ConfirmPreference = 'None'
$ProgressPreference = 'SilentlyContinue'
# warnings and errors in a log are text; Windows PowerShell has no such variable
if (Test-Path Variable:PSStyle) { $PSStyle.OutputRendering = 'PlainText' }

if (-not $WebhookData) { throw 'This runbook is started by its webhook.' }

# the test pane hands over the same as text
if ($WebhookData -is [string]) { $WebhookData = ConvertFrom-Json $WebhookData }

Import-Module $Module

# first who, then what: nothing of a forged call is looked at
$secret = (Get-AutomationPSCredential -Name 'PimActionSecret').Password
$header = $WebhookData.RequestHeader
$signature = if ($header.signature) { $header.signature } else { $header.'X-Akeneo-Signature' }
if (-not $signature) { throw 'The call has no signature, and was not followed.' }
if (-not (Test-PimSignature $WebhookData.RequestBody $signature $secret -MaximumAge $MaximumAge)) {
    throw 'The call is forged or too old, and was not followed.'
}

$action = ConvertFrom-PimAction $WebhookData
"$($action.User) has sent $($action.ProductUuids.Count) products from $($action.Position)."

Connect-Pim -Connection (Get-AutomationConnection -Name 'Pim')
try {
    # a product that is gone meanwhile keeps none of the others from it
    $results = @($action | Get-PimProduct -ErrorAction SilentlyContinue -ErrorVariable missing | Where-Object { -not $_.Enabled } |
        ForEach-Object { @{ uuid = $_.Uuid; enabled = $true } } | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue)
}
finally {
    Disconnect-Pim
}

$failed = @($results | Where-Object Status -NotIn Created, Updated, Unchanged)
"$($results.Count - $failed.Count) products were enabled."
if ($failed) { throw "$($failed.Count) products were not enabled. The first: $($failed[0].Message)" }
if ($missing) { throw "$($missing.Count) products were not read. The first: $($missing[0])" }

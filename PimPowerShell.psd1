@{
    RootModule             = 'PimPowerShell.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '1871b395-da33-457b-9171-d333c8600c2a'
    Author                 = 'PimPowerShell contributors'
    CompanyName            = 'PimPowerShell'
    Copyright              = '(c) 2026 PimPowerShell contributors. MIT licence.'
    Description            = 'Read, change and bulk-write product catalogs in Akeneo and PIMS from PowerShell: streamed, parallel, one result for every line written.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FormatsToProcess       = @('PimPowerShell.Format.ps1xml')
    TypesToProcess         = @('PimPowerShell.Types.ps1xml')
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Connect-Pim'
        'Disconnect-Pim'
        'Get-PimAsset'
        'Get-PimAttribute'
        'Get-PimAttributeGroup'
        'Get-PimBucket'
        'Get-PimCategory'
        'Get-PimChannel'
        'Get-PimFamily'
        'Get-PimKey'
        'Get-PimKeyView'
        'Get-PimLocale'
        'Get-PimProduct'
        'Get-PimProductHistory'
        'Get-PimProductModel'
        'Get-PimSandbox'
        'Get-PimSession'
        'Get-PimView'
        'Invoke-PimBulkUpsert'
        'Invoke-PimRestMethod'
        'New-PimAttribute'
        'New-PimBucket'
        'New-PimCategory'
        'New-PimKey'
        'New-PimKeyView'
        'New-PimProduct'
        'New-PimView'
        'Remove-PimAsset'
        'Remove-PimAttribute'
        'Remove-PimBucket'
        'Remove-PimCategory'
        'Remove-PimKey'
        'Remove-PimKeyView'
        'Remove-PimProduct'
        'Remove-PimView'
        'Restore-PimProduct'
        'Save-PimMediaFile'
        'Select-PimSession'
        'Send-PimMediaFile'
        'Set-PimAsset'
        'Set-PimAttribute'
        'Set-PimBucket'
        'Set-PimCategory'
        'Set-PimKey'
        'Set-PimKeyView'
        'Set-PimProduct'
        'Set-PimView'
        'Start-PimSandbox'
        'Stop-PimSandbox'
        'Test-PimConnection'
    )
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags       = @('PIM', 'Akeneo', 'PIMS', 'Product', 'Catalog', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}

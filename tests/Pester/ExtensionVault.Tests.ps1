# A login from a vault of SecretManagement itself, whose extension is made for this test.

BeforeDiscovery {
    $hasVaults = [bool](Get-Module Microsoft.PowerShell.SecretManagement -ListAvailable)
    if (-not $hasVaults) { Write-Warning 'ExtensionVault.Tests.ps1 is skipped: Microsoft.PowerShell.SecretManagement is not installed.' }
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
}

Describe 'Connect-Pim -Vault, with an extension vault' -Skip:(-not $hasVaults) {
    BeforeAll {
        $sandbox = Start-TestSandbox @{ ProductCount = 10 }
        $folder = "$TestDrive/run"
        $inner = New-Item "$folder/TestVault/TestVault.Extension" -ItemType Directory -Force
        New-ModuleManifest "$folder/TestVault/TestVault.psd1" -ModuleVersion 1.0 -NestedModules ./TestVault.Extension -FunctionsToExport @()
        New-ModuleManifest "$inner/TestVault.Extension.psd1" -ModuleVersion 1.0 -RootModule TestVault.Extension.psm1 -FunctionsToExport Get-Secret, Get-SecretInfo, Set-Secret, Remove-Secret, Test-SecretVault
        Set-Content "$inner/TestVault.Extension.psm1" @'
function Get-Secret {
    param([string] $Name, [string] $VaultName, [hashtable] $AdditionalParameters)
    if ($AdditionalParameters.IsLocked) { throw "The vault $VaultName is locked." }
    $login = $AdditionalParameters
    $password = ConvertTo-SecureString $login.Password -AsPlainText -Force
    switch ($Name) {
        'table' { @{ Url = $login.Url; UserName = $login.UserName; Password = $login.Password; ClientId = $login.ClientId; ClientSecret = $login.ClientSecret } }
        'user' { [pscredential]::new($login.UserName, $password) }
        'app' { ConvertTo-SecureString $login.AppToken -AsPlainText -Force }
        'json' { @{ url = $login.Url; app_token = $login.AppToken } | ConvertTo-Json }
        'bytes' { , [byte[]](1, 2, 3) }
    }
}
function Get-SecretInfo {
    param([string] $Filter, [string] $VaultName, [hashtable] $AdditionalParameters)
    if ($AdditionalParameters.IsLocked) { throw "The vault $VaultName is locked." }
    'table', 'user', 'app', 'json', 'bytes' | Where-Object { $_ -like $Filter } |
        ForEach-Object { [Microsoft.PowerShell.SecretManagement.SecretInformation]::new($_, 'Unknown', $VaultName) }
}
function Set-Secret { param([string] $Name, [object] $Secret, [string] $VaultName, [hashtable] $AdditionalParameters) $false }
function Remove-Secret { param([string] $Name, [string] $VaultName, [hashtable] $AdditionalParameters) $false }
function Test-SecretVault { param([string] $VaultName, [hashtable] $AdditionalParameters) $true }
'@
        # vaults are registered in the user's own folder, so the process has one that is not the user's
        Set-Content "$folder/run.ps1" @'
$ErrorActionPreference = 'Stop'
Import-Module $env:RUN_MODULE
Import-Module Microsoft.PowerShell.SecretManagement
$login = @{ Url = $env:PIM_URL; UserName = $env:PIM_USERNAME; Password = $env:PIM_PASSWORD; ClientId = $env:PIM_CLIENT_ID; ClientSecret = $env:PIM_CLIENT_SECRET; AppToken = $env:RUN_APP_TOKEN }
Register-SecretVault -Name Work -ModuleName "$env:RUN_FOLDER/TestVault" -VaultParameters $login -DefaultVault
Register-SecretVault -Name Locked -ModuleName "$env:RUN_FOLDER/TestVault" -VaultParameters @{ IsLocked = $true }
$beside = @{ Url = $login.Url; ClientId = $login.ClientId; ClientSecret = ConvertTo-SecureString $login.ClientSecret -AsPlainText -Force }
$tries = [ordered]@{
    table    = { Connect-Pim -Vault Work -SecretName table -PassThru }
    anywhere = { Connect-Pim -SecretName table -PassThru }
    user     = { Connect-Pim -Vault Work -SecretName user @beside -PassThru }
    app      = { Connect-Pim -Vault Work -SecretName app -Url $login.Url -PassThru }
    json     = { Connect-Pim -Vault Work -SecretName json -PassThru }
    none     = { Connect-Pim -Vault Work -SecretName none -Url $login.Url }
    nowhere  = { Connect-Pim -Vault Nowhere -SecretName table }
    locked   = { Connect-Pim -Vault Locked -SecretName table }
    bytes    = { Connect-Pim -Vault Work -SecretName bytes -Url $login.Url }
}
$VerbosePreference = 'Continue'
foreach ($name in $tries.Keys) {
    try {
        $session = & $tries[$name]
        "$name $(@(Get-PimProduct -First 2 -Session $session).Count)"
    }
    catch { "$name $($_.FullyQualifiedErrorId) $($_.Exception.Message)" }
}
'@
        $token = ConvertFrom-Secret $sandbox.AppToken
        $start = Get-RunStart "$folder/run.ps1" @{ RUN_FOLDER = $folder; RUN_APP_TOKEN = $token; HOME = $folder; LOCALAPPDATA = $folder } $sandbox
        $start.RedirectStandardOutput = $true
        $run = [Diagnostics.Process]::Start($start)
        $lines = $run.StandardOutput.ReadToEnd() -split "`r?`n"
        $run.WaitForExit()
    }

    AfterAll { Stop-PimSandbox $sandbox.Url }

    It 'logs in with <_>' -ForEach 'table', 'anywhere', 'user', 'app', 'json' {
        $run.ExitCode | Should -Be 0 -Because ($lines -join "`n")
        $lines | Should -Contain "$_ 2" -Because ($lines -join "`n")
    }

    It 'says what is wrong with <Name>' -ForEach @(
        @{ Name = 'none'; Wanted = "none PimSecretNotRead*'none'*'Work'*" }
        @{ Name = 'nowhere'; Wanted = "nowhere PimSecretNotRead*'Nowhere'*" }
        @{ Name = 'locked'; Wanted = "locked PimSecretNotRead*'Locked'*locked*" }
        @{ Name = 'bytes'; Wanted = "bytes PimInvalidInput*'bytes'*Byte*" }
    ) {
        @($lines -like $Wanted).Count | Should -Be 1 -Because ($lines -join "`n")
    }

    It 'shows no secret' {
        foreach ($secret in (ConvertFrom-Secret $sandbox.Credential.Password), (ConvertFrom-Secret $sandbox.ClientSecret), $token) {
            $lines | Where-Object { $_.Contains($secret) } | Should -BeNullOrEmpty
        }
    }
}

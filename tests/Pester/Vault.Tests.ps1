# A login from a vault: Connect-Pim -SecretName, over a stand-in for the module that keeps vaults.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 10; Provider = 'Both' }
    $plain = @{
        Url          = "$($sandbox.Url)"
        UserName     = $sandbox.Credential.UserName
        Password     = ConvertFrom-Secret $sandbox.Credential.Password
        ClientId     = $sandbox.ClientId
        ClientSecret = ConvertFrom-Secret $sandbox.ClientSecret
    }
    $oldPath = $env:PSModulePath
    $secretModule = 'Microsoft.PowerShell.SecretManagement'
    Get-Module $secretModule | Remove-Module -Force

    $folder = New-Item "$TestDrive/modules/$secretModule" -ItemType Directory -Force
    New-Item "$TestDrive/empty" -ItemType Directory | Out-Null
    # as Get-Secret does, it gives texts as secure strings, and an error that does not end anything
    Set-Content "$folder/$secretModule.psm1" @'
$script:vaults = @{}
$script:asked = [Collections.ArrayList]::new()
function Get-Secret {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Name, [string] $Vault, [switch] $AsPlainText)
    $null = $script:asked.Add("$Vault/$Name")
    if ($Vault -and -not $script:vaults.ContainsKey($Vault)) { throw "Vault $Vault was not found." }
    foreach ($one in $script:vaults.Keys | Where-Object { -not $Vault -or $_ -eq $Vault }) {
        if ($script:vaults[$one].ContainsKey($Name)) { return , $script:vaults[$one][$Name] }
    }
    Write-Error "The secret $Name was not found."
}
function Set-StandIn([string] $Vault, [hashtable] $Secrets) { $script:vaults[$Vault] = $Secrets }
function Get-Asked { $script:asked; $script:asked.Clear() }
Export-ModuleMember -Function Get-Secret, Set-StandIn, Get-Asked
'@
    New-ModuleManifest "$folder/$secretModule.psd1" -RootModule "$secretModule.psm1" -ModuleVersion 99.0 -FunctionsToExport Get-Secret, Set-StandIn, Get-Asked
    $env:PSModulePath = "$TestDrive/modules" + [IO.Path]::PathSeparator + $oldPath

    $secure = @{}
    foreach ($name in $plain.Keys) { $secure[$name] = ConvertTo-Secret $plain[$name] }
    Import-Module $secretModule
    Set-StandIn Work @{
        table  = $plain
        secure = $secure
        mixed  = @{ url = $plain.Url; credential = $sandbox.Credential; 'client-id' = $plain.ClientId; secret = $sandbox.ClientSecret }
        user   = $sandbox.Credential
        app    = $sandbox.AppToken
        json   = ConvertTo-Secret ($plain | ConvertTo-Json)
        pims   = ConvertTo-Secret (@{ url = "$($sandbox.PimsUrl)"; api_key = (ConvertFrom-Secret $sandbox.ApiKey) } | ConvertTo-Json)
        key    = $sandbox.ApiKey
        part   = @{ UserName = $plain.UserName; Password = $plain.Password }
        odd    = @{ Url = $plain.Url; Pasword = $plain.Password }
        broken = ConvertTo-Secret "{ `"Password`": $($plain.Password)"
        bytes  = [byte[]](1, 2, 3)
    }
    Set-StandIn Home @{ elsewhere = $plain }
}

AfterAll {
    $env:PSModulePath = $oldPath
    Get-Module $secretModule | Remove-Module -Force
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Connect-Pim -SecretName' {
    BeforeAll {
        $secrets = $plain.Password, $plain.ClientSecret, (ConvertFrom-Secret $sandbox.AppToken), (ConvertFrom-Secret $sandbox.ApiKey)
    }

    It 'takes <What>' -ForEach @(
        @{ What = 'a table of texts'; Login = { @{ SecretName = 'table' } } }
        @{ What = 'a table of secure strings'; Login = { @{ SecretName = 'secure' } } }
        @{ What = 'a table with a credential, in another spelling'; Login = { @{ SecretName = 'mixed' } } }
        @{ What = 'a table in JSON'; Login = { @{ SecretName = 'json' } } }
        @{ What = 'a credential, the rest beside it'; Login = { @{ SecretName = 'user'; Url = $sandbox.Url; ClientId = $sandbox.ClientId; ClientSecret = $sandbox.ClientSecret } } }
        @{ What = 'a part of a table, the rest beside it'; Login = { @{ SecretName = 'part'; Url = $sandbox.Url; ClientId = $sandbox.ClientId; ClientSecret = $sandbox.ClientSecret } } }
        @{ What = 'the token of an app'; Login = { @{ SecretName = 'app'; Url = $sandbox.Url } } }
    ) {
        $login = & $Login
        $session = Connect-Pim -Vault Work @login -Name vault -PassThru
        $session.Provider | Should -Be Akeneo
        $session.Url | Should -Be $sandbox.Url
        @(Get-PimProduct -First 2 -Session $session).Count | Should -Be 2
        Get-Asked | Should -Be "Work/$($login.SecretName)" -Because 'it is asked once, at login'
    }

    It 'takes the key of a PIMS server' {
        (Connect-Pim -Vault Work -SecretName key -Provider Pims -Url $sandbox.PimsUrl -PassThru).Provider | Should -Be Pims
        (Connect-Pim -Vault Work -SecretName pims -PassThru).Provider | Should -Be Pims
    }

    It 'searches all vaults without -Vault' {
        $null = Get-Asked
        (Connect-Pim -SecretName elsewhere -PassThru).IsOpen | Should -BeTrue
        Get-Asked | Should -Be '/elsewhere'
    }

    It 'lets a parameter count before the field of the secret' {
        $record = Get-Terminating { Connect-Pim -Vault Work -SecretName table -Url http://localhost:1/ }
        $record.FullyQualifiedErrorId | Should -BeLike 'PimUnreachable,*'
    }

    It 'says what is wrong, before any request: <Name>' -ForEach @(
        @{ Name = 'none'; Id = 'PimSecretNotRead'; Message = "The secret 'none' could not be read from the vault 'Work': *was not found*" }
        @{ Name = 'table'; Option = @{ Vault = 'Nowhere' }; Id = 'PimSecretNotRead'; Message = "*'Nowhere'*not found*" }
        @{ Name = 'part'; Id = 'PimInvalidInput'; Message = '*address*missing*' }
        @{ Name = 'user'; Option = @{ Url = 'http://localhost:1/' }; Id = 'PimInvalidInput'; Message = 'The connection lacks ClientId, ClientSecret.' }
        @{ Name = 'app'; Option = @{ Url = 'http://localhost:1/'; ClientId = 'x' }; Id = 'PimInvalidInput'; Message = "*'app'*AppToken*" }
        @{ Name = 'odd'; Id = 'PimInvalidInput'; Message = '*field that is not known: pasword*' }
        @{ Name = 'broken'; Id = 'PimInvalidInput'; Message = "*'broken'*no table of fields in JSON*" }
        @{ Name = 'bytes'; Id = 'PimInvalidInput'; Message = "*'bytes'*is of the type Byte*Hashtable*" }
        @{ Name = 'table'; Option = @{ Provider = 'Pims' }; Id = 'PimInvalidInput'; Message = 'Provider: Pims needs an API key*' }
    ) {
        $arguments = @{ Vault = 'Work'; SecretName = $Name }
        if ($Option) { foreach ($key in $Option.Keys) { $arguments[$key] = $Option[$key] } }
        $seen = Measure-Request $sandbox { Get-Terminating { Connect-Pim @arguments } }
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$($seen.Output[0])" | Should -BeLike $Message
        $seen.Requests | Should -Be 0
    }

    It 'shows no secret, whatever happens' {
        $Error.Clear()
        $lines = & {
            foreach ($name in 'table', 'secure', 'json', 'part', 'odd', 'broken', 'bytes', 'none') {
                try { Connect-Pim -Vault Work -SecretName $name -PassThru -Verbose -Debug | Format-List * -Force | Out-String -Width 500 }
                catch { $_ | Format-List * -Force | Out-String -Width 500; "$($_.Exception)"; "$($_.TargetObject)" }
            }
        } *>&1 | ForEach-Object { "$_" }
        $lines += $Error | ForEach-Object { "$_"; "$($_.Exception)"; "$($_.Exception.InnerException)" }
        foreach ($one in $secrets) { $lines | Where-Object { $_.Contains($one) } | Should -BeNullOrEmpty }
        ($lines -join "`n") | Should -Match 'PimInvalidInput' -Because 'errors are among them'
    }

    It 'says how to get the module where there is none' {
        $env:PSModulePath = "$TestDrive/empty"
        Remove-Module $secretModule
        try {
            $seen = Measure-Request $sandbox { Get-Terminating { Connect-Pim -Vault Work -SecretName table } }
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimSecretManagementMissing,*'
            $seen.Output[0].CategoryInfo.Category | Should -Be NotInstalled
            $seen.Output[0].ErrorDetails.RecommendedAction | Should -BeLike '*Install-Module Microsoft.PowerShell.SecretManagement*'
            $seen.Requests | Should -Be 0
        }
        finally { $env:PSModulePath = "$TestDrive/modules" + [IO.Path]::PathSeparator + $oldPath }
    }

    It 'finds the module by itself' {
        Get-Module $secretModule | Should -BeNullOrEmpty
        (Get-Terminating { Connect-Pim -SecretName none }).FullyQualifiedErrorId | Should -BeLike 'PimSecretNotRead,*'
        Get-Module $secretModule | Should -Not -BeNullOrEmpty
    }
}

# What every connected command refuses before it sends anything: no session, a back end that has no such thing, a login
# that may not. The commands are called with as little as their parameters demand.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $commands = Get-Command -Module PimPowerShell | Where-Object { $_.Parameters.ContainsKey('Session') } | Sort-Object Name
    $connected = $commands | Where-Object Name -NotIn 'Select-PimSession' | ForEach-Object { @{ Name = $_.Name } }

    # the table is proven to be what the code says in Module.Tests.ps1
    $foreign = foreach ($row in Select-String '^\| \[(.+?)\].*\| (yes|no|experimental) \| (yes|no|experimental) \|$' "$PSScriptRoot/../../docs/providers.md") {
        $name, $akeneo, $pims = $row.Matches[0].Groups[1..3].Value
        if ($akeneo -eq 'no') { @{ Name = $name; Provider = 'Akeneo' } }
        if ($pims -eq 'no') { @{ Name = $name; Provider = 'PIMS' } }
    }

    $permissions = [ordered]@{
        pim_manager  = 'Get-PimAttributeGroup', 'Get-PimKeyView', 'Get-PimView', 'New-PimAttribute', 'New-PimCategory', 'New-PimKeyView', 'New-PimView',
            'Remove-PimAttribute', 'Remove-PimCategory', 'Remove-PimKeyView', 'Remove-PimView', 'Set-PimAttribute', 'Set-PimCategory', 'Set-PimKeyView', 'Set-PimView'
        pim_editor   = 'Get-PimAsset', 'Get-PimBucket', 'Get-PimProductHistory', 'New-PimBucket', 'New-PimProduct', 'Remove-PimAsset', 'Remove-PimBucket',
            'Remove-PimProduct', 'Restore-PimProduct', 'Set-PimAsset', 'Set-PimBucket', 'Set-PimProduct', 'Sync-PimProduct'
        pim_security = 'New-PimKey', 'Remove-PimKey', 'Set-PimKey'
    }
    $restricted = foreach ($permission in $permissions.Keys) { foreach ($name in $permissions[$permission]) { @{ Name = $name; Permission = $permission } } }
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 10 }
    $sessions = @{
        Akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
        PIMS   = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
        Reader = Connect-PimsSandbox $sandbox @{ ApiKey = $sandbox.ReadOnlyApiKey; Name = 'reader' }
    }

    # what a parameter demands
    function Get-Argument($Parameter) {
        $choices = $Parameter.Attributes | Where-Object { $_ -is [ValidateSet] } | ForEach-Object ValidValues | Select-Object -First 1
        $type = $Parameter.ParameterType
        if ($choices) { $choices }
        elseif ($type.IsEnum) { [enum]::GetValues($type)[0] }
        elseif ($type -in [securestring], [securestring[]]) { ConvertTo-Secret abc }
        elseif ([Collections.IDictionary].IsAssignableFrom($type)) { @{ code = 'abc' } }
        elseif ($type -eq [switch]) { $true }
        elseif ($type -eq [int]) { 1 }
        else { 'abc' }
    }

    # what is demanded although no parameter is mandatory: a change changes something, and back ends differ in what they need
    $needed = @{
        Set                = @{ Name = 'abc'; Label = @{ en_US = 'abc' } }
        'New-PimAttribute' = @{ Type = 'text'; Label = 'abc' }
        'New-PimBucket'    = @{ Type = 'global' }
        'New-PimProduct'   = @{ Identifier = 'abc' }
        'Set-PimAsset'     = @{ FileName = 'abc' }
        'Set-PimCategory'  = @{ Name = 'abc' }
        'Set-PimKey'       = @{ PimUser = $true }
        'Set-PimKeyView'   = @{ IsDefault = $true }
        'Set-PimProduct'   = @{ Enabled = $true }
    }

    function Get-Minimum([string] $Name) {
        $command = Get-Command $Name
        $set = $command.ParameterSets | Sort-Object { -not $_.IsDefault } | Select-Object -First 1
        $arguments = @{}
        foreach ($parameter in $set.Parameters | Where-Object IsMandatory) { $arguments[$parameter.Name] = Get-Argument $parameter }
        $more = if ($needed[$Name]) { $needed[$Name] } else { $needed[$command.Verb] }
        foreach ($parameter in $more.Keys | Where-Object { $command.Parameters.ContainsKey($_) }) { $arguments[$parameter] = $more[$parameter] }
        if ($command.Parameters.ContainsKey('Confirm')) { $arguments.Confirm = $false }
        $arguments
    }

    function Measure-Refusal([string] $Name, $Session) {
        $arguments = Get-Minimum $Name
        Measure-Request $sandbox { try { $null = & $Name @arguments -Session $Session -ErrorAction Stop } catch { $_ } }
    }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Without a session' {
    BeforeAll {
        $lines = @{}
        foreach ($command in Get-Command -Module PimPowerShell | Where-Object { $_.Parameters.ContainsKey('Session') }) { $lines[$command.Name] = Get-Minimum $command.Name }
        $ids = (Invoke-InRunspace -Variable @{ lines = $lines } {
                $ids = @{}
                foreach ($name in $lines.Keys) {
                    $arguments = $lines[$name]
                    try { $null = & $name @arguments; $ids[$name] = 'nothing' } catch { $ids[$name] = $_.FullyQualifiedErrorId }
                }
                $ids
            }).Output[0]
    }

    It '<Name> ends with PimNotConnected' -ForEach $connected {
        $ids[$Name] | Should -BeLike 'PimNotConnected,*'
    }
}

Describe 'On a back end that has no such thing' {
    It '<Name> ends with PimNotSupported on <Provider>, before any request' -ForEach $foreign {
        $arguments = Get-Minimum $Name
        $seen = Measure-Request $sandbox { Get-Terminating { & $Name @arguments -Session $sessions[$Provider] } }
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match "^$Provider has no " -Because 'it names the provider'
        $seen.Requests | Should -Be 0
    }
}

Describe 'With a key that only reads the shop' {
    It '<Name> says PimForbidden for want of <Permission>, before any request' -ForEach $restricted {
        $seen = Measure-Refusal $Name $sessions.Reader
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
        "$($seen.Output[0])" | Should -Match $Permission
        $seen.Requests | Should -Be 0
    }

    It 'is tried with all that writes to PIMS' -ForEach @{ Known = $restricted.Name } {
        $served = Select-String '^\| \[((?:New|Set|Remove|Restore)-.+?)\].*\| (?:yes|experimental) \|$' "$Repository/docs/providers.md" | ForEach-Object { $_.Matches[0].Groups[1].Value }
        $served | Where-Object { $_ -notin $Known } | Should -BeNullOrEmpty
    }
}

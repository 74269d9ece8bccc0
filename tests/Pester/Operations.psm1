# Reads Operations.psd1, what it is compared with, and the page that is made of it.
Set-StrictMode -Version Latest

$Repository = Split-Path (Split-Path $PSScriptRoot)
$Data = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'Operations.psd1')

$mediaTypes = @{
    json  = 'application/json'
    lines = 'application/vnd.akeneo.collection+json'
    form  = 'multipart/form-data'
    none  = $null
}

function Expand-Name {
    # a name with a capital stands for a list of names
    param([string] $Text)

    foreach ($name in -split $Text | Where-Object { $_ }) {
        if ($name -cmatch '^[A-Z]') { Expand-Name $Data.Names[$name] } else { $name }
    }
}

function ConvertTo-Place {
    <#
    .SYNOPSIS
    An operation without the names of its path's parameters, which differ from one description to the next.
    .EXAMPLE
    ConvertTo-Place 'GET /api/rest/v1/families/{family_code}/variants' | Should -Be 'GET /api/rest/v1/families/{}/variants'
    #>
    param([Parameter(Mandatory)] [string] $Operation)

    $Operation -replace '\{[^}]*\}|(?<=/):\w+', '{}'
}

function ConvertTo-BodyName {
    <#
    .SYNOPSIS
    A name within a body as the operations' data writes it: a form's brackets as points, and a star for what a property
    holds by codes, locales or types. What somebody else's schema or script is about counts as one.
    .EXAMPLE
    ConvertTo-BodyName 'values.name[].data' | Should -Be 'values.*[].data'
    .EXAMPLE
    ConvertTo-BodyName 'configuration[labels][en_US]' | Should -Be 'configuration.labels.*'
    #>
    param([Parameter(ValueFromPipeline)] [string] $Name)

    process {
        $Name -replace '\[\d+\]', '[]' -replace '\[([^\]]+)\]', '.$1' -replace "(?<=(?:^|\.)(?:$($Data.Maps -join '|'))\.)[^.[]+", '*' `
            -replace '^(properties\.\*|configuration\.custom_variables)\..*', '$1' -replace '^(values\.\*\[\]\.data\[\])\.(?!amount$|currency$).*', '$1.*'
    }
}

function Get-Operation {
    <#
    .SYNOPSIS
    The operations, each with the names that its query and its body may have, those of the body at first level and within,
    and the scripts that drive it by cmdlet.
    #>
    param()

    foreach ($row in $Data.Operations) {
        $query = if ($row.ContainsKey('Query')) { $row.Query }
        $body = if ($row.ContainsKey('Body')) { $row.Body }
        $type = if ($row.ContainsKey('Type')) { $row.Type } elseif ($body) { 'json' } else { 'none' }
        $scripts = @{ $row.Command = $row.Script }
        $names = @(Expand-Name $body | Select-Object -Unique)
        if ($row.ContainsKey('Also')) { $scripts += $row.Also }
        [pscustomobject]@{
            Operation   = $row.Operation
            Place       = ConvertTo-Place $row.Operation
            Command     = $row.Command
            Scripts     = $scripts
            On          = if ($row.ContainsKey('On')) { $row.On } else { 'Saas' }
            IsPending   = $row.ContainsKey('Pending')
            Sends       = @(if ($row.ContainsKey('Sends')) { $row.Sends })
            Query       = @(Expand-Name $query)
            Body        = @($names -notmatch '[.[]')
            Part        = @($names -match '[.[]')
            ContentType = @($mediaTypes[@(-split $type)])
        }
    }
}

function Get-CoverageLine {
    <#
    .SYNOPSIS
    The lines of the page of all operations: the counts, and a table.
    #>
    param([string[]] $ExportedCommand = (Import-PowerShellDataFile (Join-Path $Repository 'PimPowerShell.psd1')).CmdletsToExport)

    $methods = 'GET', 'POST', 'PATCH', 'PUT', 'DELETE'
    # by path, then method; not by a language's rules, which differ from one machine to the next
    $sorted = [Collections.Generic.SortedDictionary[string, object]]::new([StringComparer]::Ordinal)
    foreach ($row in Get-Operation) {
        $method, $path = -split $row.Operation
        $sorted.Add("$path $([array]::IndexOf($methods, $method))", $row)
    }
    $rows = @($sorted.GetEnumerator() | ForEach-Object Value)
    $served = @($rows | Where-Object { -not $_.IsPending -and $_.Command -in $ExportedCommand })
    "$($rows.Count) operations, $($served.Count) of them served, $($rows.Count - $served.Count) not."
    ''
    '| Operation | Cmdlet | Test |'
    '|---|---|---|'
    foreach ($row in $rows) {
        if ($row -in $served) { "| $($row.Operation) | $($row.Command) | tests/Pester/$($row.Command).Tests.ps1 |" }
        else { "| $($row.Operation) | none | none |" }
    }
}

function Find-CommandParameter {
    <#
    .SYNOPSIS
    The parameter by which a cmdlet takes an option of a query or a property of a body: the one that the data names for
    it, else the one of that name, Status for status, else the one that the data names for all; or 'none' or 'fixed'.
    #>
    param(
        [Parameter(Mandatory)] $Command,
        [Parameter(Mandatory)] [string] $Name
    )

    $all = @($Command.Parameters.GetEnumerator() | ForEach-Object Value)
    $wanted = $Name -replace '_'
    $own = if ($Data.Parameters.ContainsKey($Command.Name)) { $Data.Parameters[$Command.Name] } else { @{} }
    @(
        $own[$Name]
        $Data.Parameters['*'][$Name]
        $all | Where-Object { $_.Name -eq $wanted -or $_.Aliases -contains $wanted } | ForEach-Object Name
        $own['*']
    ) | Where-Object { $_ -in 'none', 'fixed' -or $_ -in $all.Name } | Select-Object -First 1
}

function Get-OptionArgument {
    <#
    .SYNOPSIS
    What to put behind a cmdlet so that it sends an option.
    .EXAMPLE
    Get-OptionArgument (Get-Command Get-PimProduct) search_locale | Should -Be '-SearchLocale en_US'
    #>
    param(
        [Parameter(Mandatory)] $Command,
        [Parameter(Mandatory)] [string] $Name
    )

    $sample = "$($Command.Name) $Name", $Name | Where-Object { $Data.Samples.ContainsKey($_) } | Select-Object -First 1 | ForEach-Object { $Data.Samples[$_] }
    "-$(Find-CommandParameter $Command $Name) $sample"
}

function Find-PublishedFile {
    <#
    .SYNOPSIS
    A file of those that describe the API, which are no part of this project: from the folder that the environment
    variable PIM_API_REFERENCE names, or from one beside the repository; nothing where it is not there.
    #>
    param([Parameter(Mandatory)] [string] $Name)

    foreach ($folder in $env:PIM_API_REFERENCE, $env:PIM_SHARED, "$env:PIM_SHARED/reference", "$Repository/../shared/reference") {
        if ($folder -and (Test-Path "$folder/$Name")) { return (Resolve-Path "$folder/$Name").ProviderPath }
    }
}

function Get-PublishedOperation {
    <#
    .SYNOPSIS
    What the two published files say of each operation, by its place: the Query and Body names, the Part names within the
    body and the ContentType of either, and whether it IsSaas.
    #>
    param(
        [Parameter(Mandatory)] [string] $SaasFile,
        [Parameter(Mandatory)] [string] $ClassicFile
    )

    $all = @{}
    $add = {
        param($Operation, $Query, $Body, $ContentType, $IsSaas)
        $place = ConvertTo-Place $Operation
        if (-not $all.ContainsKey($place)) { $all[$place] = @{ Query = @(); Body = @(); Part = @(); ContentType = @(); IsSaas = $false } }
        $one = $all[$place]
        $one.Query = @($one.Query + $Query | Where-Object { $_ } | Select-Object -Unique)
        $names = @($Body | Where-Object { $_ } | ConvertTo-BodyName | Select-Object -Unique)
        $one.Body = @($one.Body + $names -notmatch '[.[]' | Where-Object { $_ } | Select-Object -Unique)
        $one.Part = @($one.Part + $names -match '[.[]' | Where-Object { $_ } | Select-Object -Unique)
        $one.ContentType = @($one.ContentType + $ContentType | Where-Object { $_ } | Select-Object -Unique)
        $one.IsSaas = $one.IsSaas -or $IsSaas
    }

    foreach ($request in Get-PostmanRequest (Get-Content $SaasFile -Raw | ConvertFrom-Json)) {
        $header = @($request.header | Where-Object key -EQ 'Content-Type' | ForEach-Object { ($_.value -split ';')[0] })
        $body = if ($request.PSObject.Properties['body'] -and $request.body.PSObject.Properties['mode']) { Get-PostmanBodyName $request.body }
        $query = if ($request.url.PSObject.Properties['query']) { $request.url.query | ForEach-Object key }
        & $add "$($request.method) /$($request.url.path -join '/')" $query $body $header $true
    }
    foreach ($path in (Get-Content $ClassicFile -Raw | ConvertFrom-Json).paths.PSObject.Properties) {
        foreach ($method in $path.Value.PSObject.Properties) {
            $parameters = if ($method.Value.PSObject.Properties['parameters']) { $method.Value.parameters }
            $body = $parameters | Where-Object in -EQ body | ForEach-Object { Get-SchemaName $_.schema }
            & $add "$($method.Name.ToUpper()) $($path.Name)" @($parameters | Where-Object in -EQ query | ForEach-Object name) $body @() $false
        }
    }
    $all
}

function Get-PostmanRequest($Folder) {
    foreach ($item in $Folder.item) {
        if ($item.PSObject.Properties['request']) { $item.request } else { Get-PostmanRequest $item }
    }
}

# An example of a body: an object, a list of objects, an object in each line, or the fields of a form.
function Get-PostmanBodyName($Body) {
    if ($Body.mode -ne 'raw') { return $Body.($Body.mode) | ForEach-Object { $_.key; $_.key -replace '\[.*' } }
    $texts = @($Body.raw)
    try { $null = ConvertFrom-Json $Body.raw } catch { $texts = $Body.raw -split '\n' | Where-Object { $_.Trim() } }
    foreach ($text in $texts) {
        foreach ($item in ConvertFrom-Json $text) { Get-MemberName $item '' }
    }
}

function Get-MemberName($Value, [string] $Prefix) {
    if ($Value -is [array]) { foreach ($item in $Value) { Get-MemberName $item ($Prefix -replace '\.$', '[].') } }
    elseif ($Value -is [pscustomobject]) {
        foreach ($member in $Value.PSObject.Properties) { "$Prefix$($member.Name)"; Get-MemberName $member.Value "$Prefix$($member.Name)." }
    }
}

function Get-SchemaName($Schema, [string] $Prefix = '') {
    if ($Schema.PSObject.Properties['items']) { Get-SchemaName $Schema.items ($Prefix -replace '\.$', '[].') }
    if ($Schema.PSObject.Properties['properties']) {
        foreach ($member in $Schema.properties.PSObject.Properties) { "$Prefix$($member.Name)"; Get-SchemaName $member.Value "$Prefix$($member.Name)." }
    }
}

Export-ModuleMember -Function Get-Operation, Get-CoverageLine, ConvertTo-Place, ConvertTo-BodyName, Find-CommandParameter, Get-OptionArgument, Find-PublishedFile, Get-PublishedOperation

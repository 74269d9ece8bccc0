<#
.SYNOPSIS
Makes the module's help (MAML and about_ topics) from docs/en-US, and refreshes the SYNTAX of the pages there.

.DESCRIPTION
The prose comes from the pages; types, positions, aliases, defaults and parameter sets come from the built
module, so no page repeats them. (platyPS would want all of them in the pages, and its MAML loses the code of
the examples.)
#>
[CmdletBinding()]
param(
    [string] $Page = (Join-Path $PSScriptRoot '../docs/en-US'),
    [string] $Destination = (Join-Path $PSScriptRoot '../src/PimPowerShell/en-US'),
    [string] $Module = (Join-Path $PSScriptRoot '../out/PimPowerShell/PimPowerShell.psd1')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# what PowerShell itself adds to a command means the same everywhere
$stockText = @{
    WhatIf            = 'Shows what the command would do and does nothing.'
    Confirm           = 'Asks before the command does anything.'
    First             = 'Gives only this many objects.'
    Skip              = 'Leaves out this many objects before the first one given.'
    IncludeTotalCount = 'Gives the number of all matching objects first.'
}

# A page or a part of it: what follows each heading of the given level, by the heading's text.
function Split-Section([string] $Text, [int] $Level) {
    $sections = [ordered]@{ '' = '' }
    $name = ''
    $fenced = $false
    foreach ($line in $Text -split '\r?\n') {
        if ($line.StartsWith('```')) { $fenced = -not $fenced }
        if (-not $fenced -and $line -match "^#{$Level} (.+)") {
            $name = $Matches[1].Trim()
            $sections[$name] = ''
        }
        else { $sections[$name] += "$line`n" }
    }
    $sections
}

function Get-Section($Sections, [string] $Name) {
    if ($Sections.Contains($Name)) { $Sections[$Name].Trim() } else { '' }
}

function ConvertTo-PlainText([string] $Text) {
    $Text -replace '\[([^\]]+)\]\((https?://[^)]+)\)', '$1 ($2)' -replace '\[([^\]]+)\]\([^)]+\)', '$1' -replace '\*\*|`', ''
}

# Prose as blocks of plain text; lists, tables and code keep their lines.
function Split-Paragraph([string] $Text, [string] $CodeIndent = '') {
    foreach ($part in [regex]::Split($Text, '(?ms)(^```.*?^```[^\n]*$)')) {
        if ($part.StartsWith('```')) {
            ($part -split '\n' | Select-Object -Skip 1 | Select-Object -SkipLast 1 | ForEach-Object { "$CodeIndent$_" }) -join "`n"
            continue
        }
        foreach ($block in $part -split '\n\s*\n' | ForEach-Object Trim | Where-Object { $_ }) {
            $text = ConvertTo-PlainText $block
            # a table keeps its lines; a list has a line for each of its items
            if ($text -notmatch '(?m)^\|') { $text = $text -replace '[ \t]*\n[ \t]*(?!([-*]|\d+\.) )', ' ' }
            $text
        }
    }
}

function Protect-Xml([string] $Text) { [Security.SecurityElement]::Escape($Text) }

function Get-Para([string] $Text) {
    (Split-Paragraph $Text | ForEach-Object { "<maml:para>$(Protect-Xml $_)</maml:para>" }) -join ''
}

function Get-ShortName([type] $Type) {
    $inner = [Nullable]::GetUnderlyingType($Type)
    if ($inner) { $inner.Name } else { $Type.Name }
}

function Get-AllowedValue($Parameter) {
    $set = $Parameter.Attributes | Where-Object { $_ -is [ValidateSet] } | Select-Object -First 1
    $type = $Parameter.ParameterType
    if ($type.IsArray) { $type = $type.GetElementType() }
    if ([Nullable]::GetUnderlyingType($type)) { $type = [Nullable]::GetUnderlyingType($type) }
    if ($set) { $set.ValidValues } elseif ($type.IsEnum) { [enum]::GetNames($type) }
}

function Get-DefaultValue($Cmdlet, [string] $Name) {
    $property = $Cmdlet.GetType().GetProperty($Name)
    $value = if ($property -and $property.CanRead) { $property.GetValue($Cmdlet) }
    if ($null -eq $value -or "$value" -eq '') { 'None' } else { $value -join ', ' }
}

# $Parameter is one parameter of one parameter set (CommandParameterInfo).
function Get-ParameterXml($Parameter, [string] $Text, [string] $Default, [string[]] $Allowed) {
    $pipeline = @(if ($Parameter.ValueFromPipeline) { 'ByValue' }; if ($Parameter.ValueFromPipelineByPropertyName) { 'ByPropertyName' })
    $type = $Parameter.ParameterType
    $wildcard = @($Parameter.Attributes | Where-Object { $_ -is [SupportsWildcards] }).Count -gt 0
    $position = if ($Parameter.Position -lt 0) { 'named' } else { $Parameter.Position }
    '<command:parameter required="{0}" variableLength="{1}" globbing="{2}" pipelineInput="{3}" position="{4}" aliases="{5}">' -f
        "$($Parameter.IsMandatory)".ToLower(),
        "$($type.IsArray)".ToLower(),
        "$wildcard".ToLower(),
        $(if ($pipeline) { "True ($($pipeline -join ', '))" } else { 'False' }),
        $position,
        $(if ($Parameter.Aliases.Count) { $Parameter.Aliases -join ', ' } else { 'none' })
    "<maml:name>$($Parameter.Name)</maml:name><maml:description>$(Get-Para $Text)</maml:description>"
    if ($Allowed) {
        '<command:parameterValueGroup>'
        $Allowed | ForEach-Object { "<command:parameterValue required=`"false`" variableLength=`"false`">$_</command:parameterValue>" }
        '</command:parameterValueGroup>'
    }
    if ($type -ne [switch]) {
        "<command:parameterValue required=`"true`" variableLength=`"$("$($type.IsArray)".ToLower())`">$(Protect-Xml (Get-ShortName $type))</command:parameterValue>"
    }
    "<dev:type><maml:name>$(Protect-Xml (Get-ShortName $type))</maml:name></dev:type>"
    "<dev:defaultValue>$(Protect-Xml $Default)</dev:defaultValue></command:parameter>"
}

function Get-CommandXml($Command, [string] $Text) {
    $sections = Split-Section $Text 2
    $descriptions = Split-Section (Get-Section $sections PARAMETERS) 3
    $instance = [Activator]::CreateInstance($Command.ImplementingType)
    $common = [Management.Automation.PSCmdlet]::CommonParameters

    $syntax = ''
    # no dictionary: $all.Values would be the parameter of that name
    $all = [Collections.Generic.List[string]]::new()
    $known = [Collections.Generic.HashSet[string]]::new()
    foreach ($set in $Command.ParameterSets | Sort-Object { -not $_.IsDefault }, Name) {
        $syntax += "<command:syntaxItem><maml:name>$($Command.Name)</maml:name>"
        $shown = $set.Parameters | Where-Object Name -NotIn $common |
            Sort-Object { if ($_.Position -lt 0) { [int]::MaxValue } else { $_.Position } }, { -not $_.IsMandatory }, { $stockText.Contains($_.Name) }, Name
        foreach ($parameter in $shown) {
            $prose = ((Get-Section $descriptions "-$($parameter.Name)") -replace '(?ms)^```yaml.*?^```\s*$').Trim()
            if (-not $prose -and $stockText.Contains($parameter.Name)) { $prose = $stockText[$parameter.Name] }
            $default = if ($parameter.ParameterType -eq [switch]) { 'False' } else { Get-DefaultValue $instance $parameter.Name }
            $allowed = @(Get-AllowedValue $parameter)
            $syntax += (Get-ParameterXml $parameter $prose $default $allowed) -join ''
            if ($known.Add($parameter.Name)) { $all.Add((Get-ParameterXml $parameter $prose $default @()) -join '') }
        }
        $syntax += '</command:syntaxItem>'
    }

    $examples = ''
    $pages = Split-Section (Get-Section $sections EXAMPLES) 3
    foreach ($title in $pages.GetEnumerator().Name | Where-Object { $_ }) {
        $code = [regex]::Match($pages[$title], '(?ms)^```[^\n]*\n(.*?)^```[^\n]*$')
        $rest = if ($code.Success) { $pages[$title].Remove($code.Index, $code.Length) } else { $pages[$title] }
        $examples += "<command:example><maml:title>---------- $(Protect-Xml (ConvertTo-PlainText $title)) ----------</maml:title>"
        $examples += "<dev:code>$(Protect-Xml $code.Groups[1].Value.TrimEnd())</dev:code>"
        $examples += "<dev:remarks>$(Get-Para $rest)<maml:para></maml:para></dev:remarks></command:example>"
    }

    function Get-TypeXml([string] $Section, [string] $List, [string] $Item) {
        $types = Split-Section (Get-Section $sections $Section) 3
        "<command:$List>"
        foreach ($type in $types.GetEnumerator().Name | Where-Object { $_ }) {
            "<command:$Item><dev:type><maml:name>$(Protect-Xml $type)</maml:name></dev:type>"
            "<maml:description>$(Get-Para $types[$type])</maml:description></command:$Item>"
        }
        "</command:$List>"
    }

    $links = foreach ($link in [regex]::Matches((Get-Section $sections 'RELATED LINKS'), '\[([^\]]+)\]\(([^)]*)\)')) {
        $uri = $link.Groups[2].Value
        if ($uri -notmatch '^https?:') { $uri = '' }
        "<maml:navigationLink><maml:linkText>$(Protect-Xml $link.Groups[1].Value)</maml:linkText><maml:uri>$(Protect-Xml $uri)</maml:uri></maml:navigationLink>"
    }

    @(
        '<command:command><command:details>'
        "<command:name>$($Command.Name)</command:name><command:verb>$($Command.Verb)</command:verb><command:noun>$($Command.Noun)</command:noun>"
        "<maml:description>$(Get-Para (Get-Section $sections SYNOPSIS))</maml:description></command:details>"
        "<maml:description>$(Get-Para (Get-Section $sections DESCRIPTION))</maml:description>"
        "<command:syntax>$syntax</command:syntax><command:parameters>$($all -join '')</command:parameters>"
        Get-TypeXml INPUTS inputTypes inputType
        Get-TypeXml OUTPUTS returnValues returnValue
        "<maml:alertSet><maml:alert>$(Get-Para (Get-Section $sections NOTES))</maml:alert></maml:alertSet>"
        "<command:examples>$examples</command:examples><command:relatedLinks>$links</command:relatedLinks></command:command>"
    ) -join ''
}

# One line of a topic, indented, and broken where a narrow screen would; code stays whole.
function Format-Line([string] $Line) {
    if ($Line -match '^(    |\|)') { return "    $Line" }
    $hang = ' ' * [regex]::Match($Line, '^(?:[-*]|\d+\.) ').Length
    $row = '   '
    foreach ($word in $Line -split ' ') {
        if ($row.Length + $word.Length -ge 80) {
            $row
            $row = "   $hang"
        }
        $row += " $word"
    }
    $row
}

# PowerShell takes the fifth line of an about_ topic for its synopsis.
function Get-TopicText([string] $Name, [string] $Text) {
    $sections = Split-Section $Text 2
    "TOPIC`n    $Name`n"
    foreach ($title in $sections.GetEnumerator().Name | Where-Object { $_ }) {
        $title.ToUpper()
        Split-Paragraph ($sections[$title] -replace '(?m)^#+ (?=\w)') '    ' | ForEach-Object {
            ($_ -split '\n' | ForEach-Object { Format-Line $_ }) -join "`n"
            ''
        }
    }
}

function Save-Text([string] $Path, [string] $Text, [bool] $Mark) {
    [IO.File]::WriteAllText($Path, ($Text -replace '\r\n', "`n"), [Text.UTF8Encoding]::new($Mark))
}

# an own copy of the names: relative paths mean something else to .NET
$Page = (Resolve-Path $Page).ProviderPath
$Destination = (New-Item $Destination -ItemType Directory -Force).FullName
Import-Module $Module

$commands = foreach ($command in Get-Command -Module PimPowerShell | Sort-Object Name) {
    $file = Join-Path $Page "$($command.Name).md"
    if (-not (Test-Path $file)) {
        Write-Warning "No page $file"
        continue
    }
    $text = Get-Content $file -Raw
    $syntax = ((Get-Command $command.Name -Syntax) -replace '\r', '').Trim() -replace '\n\n+', "`n`n"
    $fresh = [regex]::Replace($text, '(?ms)(?<=^## SYNTAX\s+```[a-z]*\r?\n).*?(?=^```)', { "$syntax`n" })
    if ($fresh -cne $text) { Save-Text $file $fresh $false }
    Get-CommandXml $command $fresh
}
$maml = [xml]('<helpItems schema="maml" xmlns="http://msh" xmlns:maml="http://schemas.microsoft.com/maml/2004/10"' +
    ' xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10" xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10">' +
    "$($commands -join '')</helpItems>")
$buffer = [IO.MemoryStream]::new()
$writer = [Xml.XmlWriter]::Create($buffer, [Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [Text.UTF8Encoding]::new($false) })
$maml.Save($writer)
$writer.Dispose()
Save-Text "$Destination/PimPowerShell.dll-Help.xml" ([Text.Encoding]::UTF8.GetString($buffer.ToArray()) + "`n") $false

# Windows PowerShell reads a text without a mark in the machine's code page
foreach ($file in Get-ChildItem $Page -Filter about_*.md) {
    $topic = (Get-TopicText $file.BaseName (Get-Content $file.FullName -Raw)) -join "`n"
    Save-Text "$Destination/$($file.BaseName).help.txt" ($topic.TrimEnd() + "`n") $true
}

# What holds for every command, and for the module as a whole.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $commands = foreach ($command in Get-Command -Module PimPowerShell | Sort-Object Name) {
        # (Parameters.Values would be the parameter of that name, where there is one)
        @{ Name = $command.Name; Command = $command; Parameters = @($command.Parameters.GetEnumerator() | ForEach-Object Value) }
    }

    # these make, list or choose a session, are about the sandbox, or make something that is sent later
    $unconnected = 'Connect-Pim', 'Get-PimSession', 'Select-PimSession', 'Get-PimSandbox', 'New-PimFilter', 'Start-PimSandbox', 'Stop-PimSandbox',
        'ConvertFrom-PimAction', 'Test-PimSignature',
        'Start-PimActionListener', 'Stop-PimActionListener'
    $connected = $commands | Where-Object Name -NotIn $unconnected

    $writeVerbs = 'Add', 'Approve', 'Complete', 'Copy', 'Deny', 'Import', 'New', 'Remove', 'Restore', 'Send', 'Set', 'Submit', 'Sync', 'Undo'
    $writers = $commands | Where-Object {
        ($_.Command.Verb -in $writeVerbs -and $_.Name -ne 'New-PimFilter') -or $_.Name -in 'Invoke-PimBulkUpsert', 'Invoke-PimRestMethod'
    }
    $removers = $commands | Where-Object { $_.Command.Verb -eq 'Remove' }

    $outputTypes = $commands.Command.OutputType.Name | Where-Object { $_ -like 'PimPowerShell.*' } | Sort-Object -Unique |
        ForEach-Object { @{ Type = $_ } }

    # parameters whose values PowerShell takes in any case, and servers do not
    $sets = foreach ($command in $commands) {
        foreach ($parameter in $command.Parameters) {
            $set = $parameter.Attributes | Where-Object { $_ -is [ValidateSet] }
            if ($set) { @{ Name = $command.Name; Parameter = $parameter; ParameterName = $parameter.Name; Values = $set.ValidValues } }
        }
    }
    # and those that offer the same texts everywhere, but take others too
    $sets += foreach ($command in $commands) {
        foreach ($parameter in $command.Parameters) {
            $completer = $parameter.Attributes | Where-Object { $_ -is [ArgumentCompleter] -and $_.Type -and $_.Type.GetInterface('IKnownTexts') }
            if ($completer) {
                $offers = [activator]::CreateInstance($completer.Type)
                @{ Name = $command.Name; Parameter = $parameter; ParameterName = $parameter.Name; Values = @($offers.CompleteArgument($command.Name, $parameter.Name, '', $null, @{}).ListItemText) }
            }
        }
    }

    # parameters that take one of the names that a server or this module knows
    $named = 'Attribute', 'Category', 'Channel', 'Family', 'Locale', 'Method', 'PaginationType',
        'ProductIdFormat', 'Provider', 'Resource', 'SearchLocale', 'SearchScope', 'Status'
    $choices = foreach ($command in $commands) {
        foreach ($parameter in $command.Parameters | Where-Object Name -In $named) {
            @{ Name = $command.Name; Parameter = $parameter; ParameterName = $parameter.Name }
        }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $module = Get-Module PimPowerShell
    $assembly = (Get-Command Connect-Pim).ImplementingType.Assembly
    $folder = $module.ModuleBase
    # what PowerShell adds to a command, and the help generator describes
    $stock = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters +
        'First', 'Skip', 'IncludeTotalCount'
}

Describe 'Manifest' {
    It 'is valid' {
        $manifest = Test-ModuleManifest $ModulePath
        $manifest.Version.ToString() | Should -Match '^\d+\.\d+\.\d+$'
        $manifest.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
    }

    It 'exports exactly the cmdlets of the assembly' {
        $cmdlets = foreach ($type in $assembly.GetExportedTypes()) {
            $cmdlet = $type.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)
            if ($cmdlet) { "$($cmdlet[0].VerbName)-$($cmdlet[0].NounName)" }
        }
        $manifest = Import-PowerShellDataFile $ModulePath
        $manifest.CmdletsToExport | Should -Be ($cmdlets | Sort-Object)
        @($manifest.FunctionsToExport; $manifest.AliasesToExport; $manifest.VariablesToExport) | Should -BeNullOrEmpty
    }
}

Describe 'Command <Name>' -ForEach $commands {
    It 'has an approved verb and a singular Pim noun' {
        $Command.Verb | Should -BeIn (Get-Verb).Verb
        $Command.Noun | Should -MatchExactly '^Pim([A-Z][a-z]+)*$'
        $Command.Noun | Should -Not -Match '(?<![siu])s$'
    }

    It 'has a source file, a test file and a help page' {
        $source = @(Get-ChildItem "$Repository/src/PimPowerShell/Commands" -Recurse -Filter "$($Command.Verb)$($Command.Noun)Command.cs")
        $source | Should -HaveCount 1
        "$PSScriptRoot/$Name.Tests.ps1" | Should -Exist
        "$Repository/docs/en-US/$Name.md" | Should -Exist
    }

    It 'has a help page with examples and every parameter' {
        $page = Get-Content "$Repository/docs/en-US/$Name.md" -Raw
        [regex]::Matches($page, '(?m)^### Example ').Count | Should -BeGreaterOrEqual 3
        $described = [regex]::Matches($page, '(?m)^### -(\w+)') | ForEach-Object { $_.Groups[1].Value }
        $own = $Parameters.Name | Where-Object { $_ -notin $stock }
        $own | Where-Object { $_ -cnotin $described } | Should -BeNullOrEmpty -Because 'the page describes every parameter'
        $described | Where-Object { $_ -notin $Parameters.Name } | Should -BeNullOrEmpty -Because 'the page describes nothing else'
    }

    It 'has help' {
        $help = Get-Help $Name -Full
        $help.Synopsis | Should -Not -Match $Name -Because 'that would be help made up from the syntax'
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.description.Text | Should -Not -BeNullOrEmpty
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual 3
        $examples | Where-Object { -not $_.code.Trim() } | Should -BeNullOrEmpty -Because 'an example has code'
        $described = @($help.parameters.parameter | Where-Object { $_.description.Text } | ForEach-Object name)
        $Parameters.Name | Where-Object { $_ -notin $described -and $_ -notin [Management.Automation.PSCmdlet]::CommonParameters } |
            Should -BeNullOrEmpty -Because 'every parameter is described'
    }

    It 'declares what it writes' {
        $Command.OutputType | Should -Not -BeNullOrEmpty
    }

    It 'completes the values of enumerations' {
        foreach ($parameter in $Parameters | Where-Object { $_.ParameterType.IsEnum -and $_.Name -notin $stock }) {
            Complete "$Name -$($parameter.Name) " | Should -Be ([enum]::GetNames($parameter.ParameterType) | Sort-Object)
        }
    }
}

Describe 'By property name: <Name>' -ForEach $commands {
    BeforeAll {
        $bound = @($Parameters | Where-Object { $_.Attributes | Where-Object { $_ -is [Parameter] -and $_.ValueFromPipelineByPropertyName } })
        # of files and of a connection's settings: no fields of the API
        $own = 'LiteralPath', 'ClientId', 'ClientSecret', 'TokenUrl'
        # the parameter's name is not the field's
        $fields = @{ DryRun = 'is_dry_run' }
    }

    It 'takes the spelling of the API too' {
        foreach ($parameter in $bound | Where-Object { $_.Name -cmatch '[a-z][A-Z]' -and $_.Name -notin $own }) {
            $spellings = @($parameter.Name; $parameter.Aliases -notmatch '_') | ForEach-Object { ($_ -creplace '(?<=[a-z])(?=[A-Z])', '_').ToLowerInvariant() }
            $wanted = if ($fields[$parameter.Name]) { $fields[$parameter.Name] } else { $spellings }
            $parameter.Aliases | Where-Object { $_ -cin $wanted } | Should -Not -BeNullOrEmpty -Because "a row may name -$($parameter.Name) as the API does"
        }
    }

    It 'takes an empty cell for nothing said where an identity may be left out' {
        foreach ($parameter in $bound | Where-Object { $_.ParameterType.Name -like 'PimIdentity*' }) {
            $places = @($parameter.Attributes | Where-Object { $_ -is [Parameter] })
            $transformation = $parameter.Attributes | Where-Object { $_.GetType().Name -eq 'IdentityTransformationAttribute' }
            if ($places.Where{ -not $_.Mandatory } -and -not $places.Where{ $_.ValueFromPipeline }) {
                $transformation.MayBeEmpty | Should -BeTrue -Because "-$($parameter.Name) may be left out"
            }
        }
    }
}

Describe 'What Tab offers where nothing fits: <Name>' -ForEach $commands {
    It 'is no file, by place and of what names an item' {
        # files; what has a dialog or a variable of its own; what takes the whole of a file
        $free = 'Path', 'LiteralPath', 'Url', 'Credential', 'ClientId', 'ClientSecret', 'Body', 'InputObject'
        foreach ($parameter in $Parameters | Where-Object { $_.Name -notin $free -and $_.Name -notin $stock }) {
            $type = $parameter.ParameterType
            if ($type.IsArray) { $type = $type.GetElementType() }
            $isPlaced = @($parameter.Attributes | Where-Object { $_ -is [Parameter] -and $_.Position -ge 0 }).Count -gt 0
            if (-not $type.IsEnum -and ($isPlaced -or $type.Name -eq 'PimIdentity')) {
                $parameter.Attributes | Where-Object { $_ -is [ArgumentCompleter] -or $_ -is [ValidateSet] } | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) is no path"
            }
        }
    }
}

Describe 'Connected command <Name>' -ForEach $connected {
    It 'takes a session and can do without' {
        $Parameters.Name | Should -Contain Session
        $Command.ParameterSets | ForEach-Object Parameters |
            Where-Object { $_.Name -eq 'Session' -and $_.IsMandatory } | Should -BeNullOrEmpty
    }
}

Describe 'Write command <Name>' -ForEach $writers {
    It 'supports -WhatIf and -Confirm' {
        $Parameters.Name | Should -Contain WhatIf
        $Parameters.Name | Should -Contain Confirm
    }
}

Describe 'Remove command <Name>' -ForEach $removers {
    It 'asks by default' {
        $Command.ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)[0].ConfirmImpact | Should -Be High
    }
}

Describe 'Parameter <ParameterName> of <Name>' -ForEach $choices {
    It 'offers values' {
        $type = $Parameter.ParameterType
        if ($type.IsArray) { $type = $type.GetElementType() }
        $offers = $Parameter.Attributes | Where-Object { $_ -is [ArgumentCompleter] -or $_ -is [ValidateSet] }
        $type.IsEnum -or $offers | Should -BeTrue
    }
}

Describe 'Fixed values of <ParameterName> of <Name>' -ForEach $sets {
    It 'are taken in any case, and spelled as in the set' {
        $transformations = @($Parameter.Attributes | Where-Object { $_ -is [Management.Automation.ArgumentTransformationAttribute] })
        $Values | Should -Not -BeNullOrEmpty
        foreach ($value in $Values) {
            foreach ($typed in $value.ToUpperInvariant(), $value.ToLowerInvariant()) {
                $made = $typed
                foreach ($transformation in $transformations) { $made = $transformation.Transform($null, $made) }
                $made | Should -BeExactly $value
                $made = @($typed, 'other')
                foreach ($transformation in $transformations) { $made = $transformation.Transform($null, $made) }
                $made | Should -BeExactly $value, 'other'
            }
        }
    }
}

Describe 'Write command <Name>' -ForEach ($writers | Where-Object { $_.Command.Verb -in 'New', 'Set' }) {
    It 'takes whole objects from the pipeline, so that no column is lost without a word' {
        $sets = @($Parameters | ForEach-Object { $_.ParameterSets.Values })
        if ($sets.ValueFromPipelineByPropertyName -contains $true) { $sets.ValueFromPipeline | Should -Contain $true }
    }
}

Describe 'Output <Type>' -ForEach $outputTypes {
    It 'has a table view, and a list that shows everything' {
        $views = @((Get-FormatData -TypeName $Type).FormatViewDefinition.Control | ForEach-Object { $_.GetType().Name })
        $views | Should -Contain TableControl
        # without a list view of its own, PowerShell's own shows each property
        if ($views -notcontains 'ListControl') {
            $text = [pscustomobject]@{ PSTypeName = $Type; First = 'one'; Second = 'two' } | Format-List | Out-String
            $text | Should -Match '(?s)First\s+: one.*Second\s+: two'
        }
    }
}

Describe 'Table of providers' -Skip:($PSEdition -ne 'Core') {
    BeforeAll {
        Copy-Item "$Repository/docs/providers.md" "$TestDrive/providers.md"
        & "$Repository/tools/Update-ProviderTable.ps1" -Page "$TestDrive/providers.md"
        $table = Get-Content "$TestDrive/providers.md" -Raw
    }

    It 'is what the code says' {
        (Get-Content "$Repository/docs/providers.md" -Raw) -replace '\r' | Should -BeExactly $table
    }

    It 'names nothing as experimental whose help does not say so, and the other way round' {
        foreach ($page in Get-ChildItem "$Repository/docs/en-US" -Filter *-*.md) {
            $isExperimental = $table -match "\[$($page.BaseName)\].*experimental"
            (Get-Content $page.FullName -Raw) -match '(?m)^Experimental' | Should -Be $isExperimental -Because "$($page.Name) and the table should agree"
        }
    }
}

Describe 'Help' {
    It 'is not behind its pages' -Skip:($PSEdition -ne 'Core') {
        Copy-Item "$Repository/docs/en-US" "$TestDrive/pages" -Recurse
        & "$Repository/tools/Update-Help.ps1" -Page "$TestDrive/pages" -Destination "$TestDrive/help" -WarningAction SilentlyContinue
        foreach ($pair in @("$TestDrive/pages", "$Repository/docs/en-US"), @("$TestDrive/help", "$Repository/src/PimPowerShell/en-US")) {
            $fresh, $committed = $pair
            @(Get-ChildItem $committed).Name | Should -Be @(Get-ChildItem $fresh).Name
            foreach ($file in Get-ChildItem $fresh) {
                $text = (Get-Content "$committed/$($file.Name)" -Raw) -replace '\r'
                $text -ceq (Get-Content $file.FullName -Raw) |
                    Should -BeTrue -Because "$($file.Name) should be what the docs command of the build makes"
            }
        }
    }

    It 'has about_ topics that Get-Help finds' {
        foreach ($topic in Get-ChildItem "$folder/en-US" -Filter about_*.help.txt) {
            $name = $topic.Name -replace '\.help\.txt$'
            Get-Help $name | Out-String | Should -Match $name
        }
    }
}

Describe 'Package' {
    BeforeAll {
        $files = Get-ChildItem $folder -Recurse -File
        $paths = $files | ForEach-Object { 'PimPowerShell' + $_.FullName.Substring($folder.Length).Replace('\', '/') } | Sort-Object
    }

    It 'keeps dependencies out of the root and build leftovers out of all' {
        @(Get-ChildItem $folder -Filter *.dll).Name | Should -Be 'PimPowerShell.dll'
        @(Get-ChildItem $folder -Directory).Name | Sort-Object | Should -Be 'dependencies', 'en-US'
        Get-ChildItem "$folder/dependencies" | Where-Object Extension -NE '.dll' | Should -BeNullOrEmpty
        $files | Where-Object Extension -In '.pdb', '.json' | ForEach-Object Name | Should -Be 'PimPowerShell-Automation.json'
    }

    It 'ships nothing of PowerShell itself' {
        $files.Name | Should -Not -Contain 'System.Management.Automation.dll'
        $files.Name | Where-Object { $_ -like 'Microsoft.PowerShell.*' } | Should -BeNullOrEmpty
    }

    It 'has short paths, as Azure Automation wants them' {
        $paths | Where-Object Length -GE 140 | Should -BeNullOrEmpty
    }

    It 'is a zip with one folder of its own name' {
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        $zip = [IO.Compression.ZipFile]::OpenRead("$folder.zip")
        try { $entries = $zip.Entries.FullName | Sort-Object } finally { $zip.Dispose() }
        $entries | Should -Be $paths
    }
}

Describe 'Loading' {
    It 'shows no type of a dependency to who only looks at the exported types' {
        $private = (Get-ChildItem "$folder/dependencies").BaseName
        $all = [Reflection.BindingFlags]'Public, NonPublic, Instance, Static, DeclaredOnly'
        $visible = { $_.IsPublic -or $_.IsFamily -or $_.IsFamilyOrAssembly }

        # a type and what it is made of: List<T[]> is List, T[] and T
        function Expand-Type([type] $Type) {
            $Type
            if ($Type.HasElementType) { Expand-Type $Type.GetElementType() }
            if ($Type.IsGenericType) { $Type.GetGenericArguments() | ForEach-Object { Expand-Type $_ } }
        }
        $found = foreach ($type in $assembly.GetExportedTypes()) {
            $mentioned = @(
                $type.BaseType
                $type.GetInterfaces()
                $type.GetFields($all).FieldType
                foreach ($method in @($type.GetMethods($all)) + @($type.GetConstructors($all)) | Where-Object $visible) {
                    $method.GetParameters().ParameterType
                    if ($method -is [Reflection.MethodInfo]) { $method.ReturnType }
                }
                foreach ($member in @($type) + @($type.GetMembers($all))) {
                    [Reflection.CustomAttributeData]::GetCustomAttributes($member).AttributeType
                }
            )
            foreach ($one in $mentioned | Where-Object { $_ } | ForEach-Object { Expand-Type $_ } | Select-Object -Unique) {
                if ($one.Assembly.GetName().Name -in $private) { "$($type.Name) mentions $($one.FullName)" }
            }
        }
        $found | Should -BeNullOrEmpty
    }

    It 'loads no dependency and nothing of the network before a command runs' {
        $result = Invoke-InFreshPwsh -NoImport {
            $before = [AppDomain]::CurrentDomain.GetAssemblies()
            Import-Module $ModulePath
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_ -notin $before } | ForEach-Object { $_.GetName().Name }
        }
        $result.Output | Should -Contain 'PimPowerShell'
        $unwanted = (Get-ChildItem "$folder/dependencies").BaseName
        $result.Output | Where-Object { $_ -in $unwanted -or $_ -like 'System.Net.*' } | Should -BeNullOrEmpty
    }

    It 'works after Import-Module -Force, twice' {
        $result = Invoke-InFreshPwsh {
            Import-Module $ModulePath -Force
            Connect-Pim -Sandbox
            Import-Module $ModulePath -Force
            Connect-Pim -Sandbox
            (Get-PimProduct -First 1).GetType().Name
            @(Get-Command -Module PimPowerShell).Count
        }
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Be 'PSCustomObject', $module.ExportedCmdlets.Count
    }

    It 'works in two runspaces of one process' {
        $result = Invoke-InFreshPwsh {
            Connect-Pim -Sandbox
            $shell = [powershell]::Create()
            $null = $shell.AddScript("Import-Module '$ModulePath'; Connect-Pim -Sandbox; Get-PimProduct -First 2").Invoke()
            $shell.Streams.Error
            @(Get-PimProduct -First 3).Count
        }
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Be 3
    }

    It 'works in a process that already has other versions of its dependencies' -Skip:(-not (Test-Path "$PSScriptRoot/../../out/OtherVersions/Polly.dll")) {
        $result = Invoke-InFreshPwsh -NoImport @"
            `$ErrorActionPreference = 'Stop'
            foreach (`$name in 'System.Text.Json', 'Polly', 'Polly.Core', 'Microsoft.Extensions.Http') {
                `$null = [Reflection.Assembly]::LoadFrom('$Repository/out/OtherVersions/' + `$name + '.dll').GetTypes()
            }
            Import-Module `$ModulePath
            Connect-Pim -Sandbox
            @(Get-PimProduct -First 3).Count
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'Polly.Core' } | ForEach-Object Location
"@
        $result.Error | Should -BeNullOrEmpty
        $result.Output[0] | Should -Be 3
        $result.Output -like "*OtherVersions*" | Should -HaveCount 1 -Because 'the other version was there first'
        # .NET Framework has one place for all; elsewhere the module's own version lies beside the other
        if ($PSEdition -eq 'Core') { $result.Output -like "*dependencies*" | Should -HaveCount 1 }
    }
}

# Every operation of Akeneo's REST API is driven by its cmdlet, and what went over the wire is what the API knows.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/Operations.psm1"
    $operations = Get-Operation
    $pending = $operations | Where-Object IsPending | ForEach-Object {
        @{ Operation = $_.Operation; Place = $_.Place; On = $_.On; Command = $_.Command; Script = $_.Scripts[$_.Command] }
    }
    $drives = foreach ($operation in $operations | Where-Object { -not $_.IsPending }) {
        foreach ($name in $operation.Scripts.Keys | Sort-Object) {
            @{ Operation = $operation.Operation; Place = $operation.Place; On = $operation.On; Command = $name; Script = $operation.Scripts[$name] }
        }
    }
    # what sends the properties that those do not
    $sends = foreach ($operation in $operations | Where-Object { -not $_.IsPending }) {
        foreach ($script in $operation.Sends) {
            $command = $operation.Scripts.Keys | Where-Object { $script -match "\b$_\b" } | Select-Object -First 1
            @{ Operation = $operation.Operation; Place = $operation.Place; On = $operation.On; Command = $command; Script = $script }
        }
    }
    $bodies = $operations | Where-Object { $_.Body -and -not $_.IsPending } | ForEach-Object { @{ Operation = $_.Operation; Own = $_ } }
    # each option besides
    $options = foreach ($operation in $operations | Where-Object { -not $_.IsPending }) {
        foreach ($name in $operation.Scripts.Keys | Sort-Object) {
            foreach ($option in $operation.Query) {
                @{ Operation = $operation.Operation; Place = $operation.Place; On = $operation.On; Command = $name; Script = $operation.Scripts[$name]; Option = $option }
            }
        }
    }
    # the lists, by page and by cursor; those of published products are encrypted
    $lists = $options | Where-Object { $_.Option -eq 'page' -or ($_.Option -eq 'search_after' -and $_.Command -ne 'Get-PimPublishedProduct') }
    # one row for each cmdlet and operation
    $reaches = foreach ($operation in $operations | Where-Object { -not $_.IsPending }) {
        foreach ($name in $operation.Scripts.Keys | Sort-Object) {
            @{ Operation = $operation.Operation; Command = $name; Query = $operation.Query; Body = $operation.Body }
        }
    }
    $files = @{ Saas = Find-PublishedFile akeneo-saas-postman.json; Classic = Find-PublishedFile akeneo-web-api.json }
    $lacksFiles = -not ($files.Saas -and $files.Classic)
    if ($lacksFiles) { Write-Warning 'The API''s published files are not there: set PIM_API_REFERENCE to their folder to compare with them.' }
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    Import-Module "$PSScriptRoot/Operations.psm1"
    $operations = Get-Operation
    $known = @{}
    foreach ($operation in $operations) { $known[$operation.Place] = $operation }
}

Describe 'Operation' {
    BeforeAll {
        # an owner's server; one where the user is no owner, and changes go to drafts; one that still publishes products
        $saas = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Akeneo'; EveryAttributeType = $true }
        $shared = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Akeneo' }
        $shared.Options.OwnsProducts = $false
        $enterprise = Start-TestSandbox @{ Edition = 'EE'; Provider = 'Akeneo' }
        foreach ($sandbox in $saas, $shared, $enterprise) { $sandbox.Options.LogSize = 1000 }

        $places = @{
            Saas               = $saas, (Connect-TestSandbox $saas @{ Name = 'saas' })
            ByIdentifier       = $saas, (Connect-TestSandbox $saas @{ Name = 'identifier'; ProductIdFormat = 'Identifier' })
            App                = $saas, (Connect-Pim -Url $saas.Url -AppToken $saas.AppToken -Name app -RequestsPerSecond 0 -PassThru)
            Editor             = $shared, (Connect-TestSandbox $shared @{ Name = 'editor' })
            EditorByIdentifier = $shared, (Connect-TestSandbox $shared @{ Name = 'editorIdentifier'; ProductIdFormat = 'Identifier' })
            Enterprise         = $enterprise, (Connect-TestSandbox $enterprise @{ Name = 'enterprise' })
        }

        # runs a line as one of the sessions, and gives what its sandbox saw
        function Measure-Line([string] $On, [string] $Line) {
            $sandbox, $session = $places[$On]
            $null = $session | Select-PimSession
            $run = [scriptblock]::Create("`$ErrorActionPreference = 'Stop'; `$ConfirmPreference = 'None'; $Line")
            Measure-Request $sandbox { & $run }
        }

        function Get-Key($Item) { 'Uuid', 'Identifier', 'Code', 'Id' | ForEach-Object { $Item.PSObject.Properties[$_].Value } | Select-Object -First 1 }

        # what the server takes to go on behind an item
        function Get-Cursor([string] $Place, $Item) {
            switch ($Place) {
                'GET /api/rest/v1/products' { $Item.Identifier }
                'GET /api/rest/v1/reference-entities/records' { "$($Item.ReferenceEntity)/$($Item.Code)" }
                'GET /api/rest/v1/catalogs/{}/mapped-products' { $Item.Variants[0].uuid }
                default { Get-Key $Item }
            }
        }

        # the names that went over the wire in bodies that were taken, by operation
        $sent = @{}

        # what the scripts of the rows name
        $whole = Import-PowerShellDataFile "$PSScriptRoot/WholeItems.psd1"
        foreach ($name in @($whole.Keys)) { $whole[$name] = @($whole[$name] | ForEach-Object { [pscustomobject] $_ }) }
        $null = $places.App[1] | Select-PimSession
        $catalog = Get-PimCatalog | Where-Object Name -EQ Shop
        $null = $places.Saas[1] | Select-PimSession
        $login = @{ Url = $saas.Url; Credential = $saas.Credential; ClientId = $saas.ClientId; ClientSecret = $saas.ClientSecret; Name = 'again' }
        $workflow = Get-PimWorkflow (Get-PimWorkflow -First 1).Uuid
        $user = (Get-PimWorkflowAssignee -Step $workflow.Steps[0] -First 1).Uuid
        $record = (Get-PimReferenceEntityRecord -ReferenceEntity brand -First 1).Code
        $country = (Get-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country -First 1).Code
        $angle = (Get-PimAssetAttributeOption -AssetFamily packshots -Attribute angle -First 1).Code
        $asset = (Get-PimAsset -AssetFamily packshots -First 1).Code
        $folder = "$TestDrive"
        $code = "$folder/panel.js"
        Set-Content $code 'console.log(1)'
        $picture = "$folder/picture.png"
        [IO.File]::WriteAllBytes($picture, [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='))
    }

    AfterAll {
        Get-PimSession | Disconnect-Pim
        $saas, $shared, $enterprise | Stop-PimSandbox
    }

    It '<Operation> is served by <Command>' -ForEach ($drives + $sends) {
        $Script | Should -Match "\b$Command\b"
        $seen = Measure-Line $On $Script

        $own = @($seen.Log | Where-Object { (ConvertTo-Place $_.Route) -eq $Place })
        $own | Should -Not -BeNullOrEmpty -Because "this was sent: $($seen.Log.Route -join ', ')"
        $own.Status | Where-Object { $_ -lt 200 -or $_ -ge 300 } | Should -BeNullOrEmpty
        # nothing else that it sent on the way may be unknown either
        foreach ($request in $seen.Log) {
            $contract = $known[(ConvertTo-Place $request.Route)]
            $contract | Should -Not -BeNullOrEmpty -Because "$($request.Route) should be an operation"
            $request.QueryNames | Where-Object { $_ -cnotin $contract.Query } | Should -BeNullOrEmpty -Because "$($request.Route) has no such option"
            $names = @($request.BodyPaths | ConvertTo-BodyName)
            $request.BodyNames -replace '\[.*' | Where-Object { $_ -cnotin $contract.Body } | Should -BeNullOrEmpty -Because "$($request.Route) has no such property"
            $names -match '[.[]' | Where-Object { $_ -cnotin $contract.Part } | Select-Object -Unique | Should -BeNullOrEmpty -Because "$($request.Route) has no such part of a property"
            $sent[$contract.Place] = @($sent[$contract.Place]) + @($request.BodyNames -replace '\[.*') + $names | Select-Object -Unique
            $request.ContentType | Should -BeIn $contract.ContentType -Because "that is what $($request.Route) takes"
        }
    }

    It '<Operation> got each property and each part of one' -ForEach $bodies {
        $Own.Body + $Own.Part | Where-Object { $_ -cnotin $sent[$Own.Place] } | Should -BeNullOrEmpty
    }

    It '<Operation> gets <Option> from <Command>' -ForEach $options {
        # what was made already is made by another name
        $line = "$($Script -creplace 'covered', 'optional') $(Get-OptionArgument (Get-Command $Command) $Option)"
        (Measure-Line $On $line).Log | Where-Object { (ConvertTo-Place $_.Route) -eq $Place } | ForEach-Object QueryNames | Should -Contain $Option -Because $line
    }

    It '<Operation> begins where <Option> says, with <Command>' -ForEach $lists {
        $list = $Script -replace ' -First 1$'
        $argument = Get-OptionArgument (Get-Command $Command) $Option
        $all = @((Measure-Line $On "$list $($argument -replace '-(StartPage|SearchAfter) \S+')").Output)
        $all.Count | Should -BeGreaterThan 1
        $start = [math]::Min(100, [math]::Floor($all.Count / 2))
        $argument = if ($Option -eq 'page') { "$argument -PageSize $start" } else { "-SearchAfter '$(Get-Cursor $Place $all[$start - 1])'" }

        $seen = Measure-Line $On "$list $argument"
        $seen.Output | ForEach-Object { Get-Key $_ } | Should -Be @($all | Select-Object -Skip $start | ForEach-Object { Get-Key $_ })
        # and counts from there
        $seen = Measure-Line $On "$list $argument -Skip 1 -First 1"
        $seen.Output | ForEach-Object { Get-Key $_ } | Should -Be @($all | Select-Object -Skip ($start + 1) -First 1 | ForEach-Object { Get-Key $_ })
    }

    It '<Operation> is not yet served by <Command>' -ForEach $pending {
        (Measure-Line $On "try { $Script } catch { Write-Verbose `$_ }").Log | Where-Object { (ConvertTo-Place $_.Route) -eq $Place -and $_.Status -lt 300 } |
            Should -BeNullOrEmpty -Because 'a row that is served is no longer Pending'
        Set-ItResult -Skipped -Because "$Command does not serve it"
    }
}

Describe 'Table of operations' {
    It 'has each operation once, and each has a cmdlet' {
        $operations.Place | Group-Object | Where-Object Count -GT 1 | Should -BeNullOrEmpty
        $operations | Should -HaveCount 154
        $served = $operations | Where-Object { -not $_.IsPending }
        $served.Scripts.Keys | Where-Object { -not (Get-Command $_ -Module PimPowerShell -ErrorAction Ignore) } | Should -BeNullOrEmpty
    }

    It 'names each cmdlet that works on Akeneo' {
        $exceptions = @{
            'Invoke-PimRestMethod' = 'calls whatever address it is given'
            'Compare-PimCatalog'   = 'reads the lists that the Get cmdlets read'
            'Copy-PimProduct'      = 'reads as Get-PimProduct does, and writes as Invoke-PimBulkUpsert does'
            'Export-PimCatalog'    = 'reads lists that the cmdlets for each of them read'
            'Import-PimCatalog'    = 'writes as Invoke-PimBulkUpsert and the cmdlets for each resource do'
            'ConvertFrom-PimRow'   = 'sends nothing: it looks up attributes, channels and locales'
            'Sync-PimProduct'      = 'lists and reads what Get-PimProduct and the others do'
            'Undo-PimChange'       = 'sends what Invoke-PimBulkUpsert does'
            'ConvertTo-PimRow'     = 'sends nothing: it looks up attributes, channels, families and labels'
            'Split-PimProductQuery' = 'counts what Get-PimProduct then lists'
        }
        $onAkeneo = foreach ($line in Get-Content "$Repository/docs/providers.md") {
            if ($line -match '^\| \[([\w-]+)\]\([^|]*\) \| (yes|experimental) \|') { $Matches[1] }
        }
        $onAkeneo | Should -Contain Get-PimFamily
        $named = $operations.Scripts.Keys
        $onAkeneo | Where-Object { $_ -notin $named -and -not $exceptions.ContainsKey($_) } | Should -BeNullOrEmpty
        $exceptions.Keys | Where-Object { $_ -in $named -or $_ -notin $onAkeneo } | Should -BeNullOrEmpty -Because 'an exception is one'
    }

    It 'is what the page shows' {
        Copy-Item "$Repository/docs/coverage.md" "$TestDrive/coverage.md"
        & "$Repository/tools/Update-CoverageTable.ps1" -Page "$TestDrive/coverage.md"
        (Get-Content "$Repository/docs/coverage.md" -Raw) -replace '\r' | Should -BeExactly (Get-Content "$TestDrive/coverage.md" -Raw)
    }
}

Describe 'Published files' -Skip:$lacksFiles {
    BeforeAll {
        $published = Get-PublishedOperation (Find-PublishedFile akeneo-saas-postman.json) (Find-PublishedFile akeneo-web-api.json)
        # what only the server tells; one example of a body is an answer
        $told = 'created', 'updated', 'metadata', 'quality_scores', 'completenesses', 'workflow_execution_statuses', 'root_parent', 'position',
            'group_labels', 'asset_family_code', 'line', 'status_code', 'message', 'errors'
        # some lines in the examples of batches are wrong, to show how such a line is refused
        $wrong = 'group', 'label', 'type'
        # what the text of the reference tells, and no example and no schema of these files shows
        $changes = 'add_categories', 'remove_categories'
        $untold = @{
            'POST /api/oauth/v1/token'                                    = 'refresh_token'
            'PATCH /api/rest/v1/products-uuid'                            = $changes
            'PATCH /api/rest/v1/products-uuid/{}'                         = $changes
            'PATCH /api/rest/v1/products'                                 = $changes
            'PATCH /api/rest/v1/products/{}'                              = $changes
            'PATCH /api/rest/v1/product-models'                           = $changes
            'PATCH /api/rest/v1/product-models/{}'                        = $changes
            'POST /api/rest/v1/products-uuid/search'                      = 'search_scope', 'search_locale'
            'PATCH /api/rest/v1/families'                                 = 'parent'
            'POST /api/rest/v1/attributes'                                = 'guidelines', 'auto_option_sorting'
            'PATCH /api/rest/v1/attributes'                               = 'guidelines', 'auto_option_sorting', 'minimum_input_length', 'enable_option_creation_during_import', 'max_items_count'
            'PATCH /api/rest/v1/attributes/{}'                            = 'guidelines', 'auto_option_sorting'
            'PATCH /api/rest/v1/asset-families/{}/attributes/{}'          = 'asset_family_code'
            'POST /api/rest/v1/catalogs/{}/duplicate'                     = 'name', 'managed_currencies', 'managed_locales', 'skip_required_checks', 'replace_mapping_locales_with'
            'PUT /api/rest/v1/catalogs/{}/mapping-schemas/product'        = 'title', 'description', 'required'
            'POST /api/rest/v1/ui-extensions'                             = 'status', 'credentials', 'file'
            'POST /api/rest/v1/ui-extensions/{}'                          = 'status'
            'PATCH /api/rest/v1/ui-extensions/{}'                         = 'name', 'description', 'configuration', 'status', 'credentials'
            'PUT /api/rest/v1/rule-definitions/{}'                        = 'reference_entity_identifier'
        }
        # within a property: what only the server tells; the key of a linked model and product as one of the files names it,
        # against its own examples; a list that it describes as an object
        $toldParts = '(^|[.\]])(_links|linked_data|attribute_type)\b|^quantified_associations\.\*\.(product_models\[\]\.code|products\[\]\.identifier)$|^transformations\[\]\.operations\.'
        # and what the text of the reference tells alone: the forms of values, the JSON in forms, and the like
        $untoldParts = '^values\.\*|^guidelines\.|^table_configuration\[\]\.options|^(category|product|product_model)\.|^naming_convention\.source\.' +
            '|^transformations\[\]\.operations\[\]\.parameters\.|^actions\[\]\.(from|to)_|^(configuration|credentials)\b|^quantified_associations\.\*\.(products\[\]\.uuid|product_models\[\]\.identifier)$'
        # a proposal has a body that says nothing; a new extension may bring its script along
        $untoldTypes = @{ 'POST /api/rest/v1/products-uuid/{}/proposal' = 'application/json'; 'POST /api/rest/v1/ui-extensions' = 'multipart/form-data' }
    }

    It 'has the same operations' {
        $saas = $published.Keys | Where-Object { $published[$_].IsSaas }
        $classic = 'GET /api/rest/v1/published-products', 'GET /api/rest/v1/published-products/{}'
        $operations.Place | Sort-Object | Should -Be ($saas + $classic | Sort-Object)
        $classic | Where-Object { -not $published.ContainsKey($_) } | Should -BeNullOrEmpty
    }

    It 'has the same options, properties and content type for <Operation>' -ForEach ($operations | ForEach-Object { @{ Operation = $_.Operation; Own = $_ } }) {
        $theirs = $published[$Own.Place]
        $Own.Query | Sort-Object | Should -Be ($theirs.Query | Sort-Object)
        $odd = $told
        if ($Own.ContentType -like '*collection*') { $odd += $wrong }
        # by identifier, the uuid is told
        if ($Own.Body -ccontains 'identifier') { $odd += 'uuid' }
        $theirs.Body | Where-Object { $_ -cnotin $Own.Body -and $_ -notin $odd } | Should -BeNullOrEmpty
        $theirs.ContentType | Where-Object { $_ -notin $Own.ContentType } | Should -BeNullOrEmpty
        $theirs.Part | Where-Object { $_ -cnotin $Own.Part -and ($_ -split '[.[]')[0] -notin $odd -and $_ -notmatch $toldParts } | Should -BeNullOrEmpty
        # and nothing of their own making
        $Own.Body | Where-Object { $_ -cnotin $theirs.Body } | Sort-Object | Should -Be ($untold[$Own.Place] | Sort-Object)
        $Own.Part | Where-Object { $_ -cnotin $theirs.Part -and $_ -notmatch $untoldParts } | Should -BeNullOrEmpty
        $Own.ContentType | Where-Object { $_ -and $_ -notin $theirs.ContentType } | Should -Be $untoldTypes[$Own.Place]
    }
}

Describe '<Command> for <Operation>' -ForEach $reaches {
    BeforeAll {
        $cmdlet = Get-Command $Command
    }

    It 'has a parameter for each option' {
        $Query | Where-Object { -not (Find-CommandParameter $cmdlet $_) } | Should -BeNullOrEmpty
    }

    It 'has a parameter for each property' {
        $Body | Where-Object { -not (Find-CommandParameter $cmdlet $_) } | Should -BeNullOrEmpty
    }
}

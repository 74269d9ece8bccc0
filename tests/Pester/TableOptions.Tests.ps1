# The options of select columns of table attributes go wherever attributes go: they are read on request only.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    function Connect-Pair([string] $Edition) {
        $from = Start-TestSandbox @{ Edition = $Edition; ProductCount = 20; EveryAttributeType = $true; Provider = 'Akeneo' }
        $to = Start-TestSandbox @{ Edition = $Edition; ProductCount = 0; Provider = 'Akeneo'; Seed = 2 }
        $sandboxes.AddRange([object[]]($from, $to))
        (Connect-TestSandbox $from @{ Name = "from$Edition" }), (Connect-TestSandbox $to @{ Name = "to$Edition" })
    }
    function Get-Table($Session) { (Get-PimAttribute composition -WithTableSelectOptions -Session $Session).TableConfiguration }
    $sandboxes = [Collections.Generic.List[object]]::new()
}

AfterAll {
    Disconnect-Pim -All
    $sandboxes | ForEach-Object { Stop-PimSandbox $_.Url }
}

Describe 'Options of the columns of tables, <_>' -ForEach 'Serenity', 'EE' {
    BeforeAll { $from, $to = Connect-Pair $_ }

    It 'go with an export, whose second import finds nothing' {
        $null = Export-PimCatalog "$TestDrive/$_" -Session $from
        $results = Import-PimCatalog "$TestDrive/$_" -Session $to -WarningAction SilentlyContinue
        $results | Where-Object Status -EQ Failed | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Errors)" } | Should -BeNullOrEmpty
        (Get-Table $to)[0].options.code | Should -Be (Get-Table $from)[0].options.code
        Import-PimCatalog "$TestDrive/$_" -Session $to -WarningAction SilentlyContinue | Where-Object Status -NE Unchanged | Should -BeNullOrEmpty
    }

    It 'are told by Sync-PimProduct and Compare-PimCatalog, and promoted' {
        $null = Sync-PimProduct "$TestDrive/state$_" -Resource Attribute -Session $from
        $table = Get-Table $from
        $table[0].options += [pscustomobject]@{ code = 'leg'; labels = @{ en_US = 'Leg' } }
        Set-PimAttribute composition -TableConfiguration $table -Session $from
        $change = Sync-PimProduct "$TestDrive/state$_" -Resource Attribute -Session $from
        $change.Code, $change.Attributes | Should -Be composition, table_configuration
        $difference = Compare-PimCatalog $from $to -Resource Attribute
        $difference.Key | Should -Be composition
        ($difference | Invoke-PimBulkUpsert -Session $to).Status | Should -Be Updated
        (Get-Table $to)[0].options.code | Should -Contain leg
        Compare-PimCatalog $from $to -Resource Attribute | Should -BeNullOrEmpty
    }

    It 'go in rows where they were read, and are left alone by rows without them' {
        foreach ($isRead in $true, $false) {
            $row = Get-PimAttribute composition -WithTableSelectOptions:$isRead -Session $from | ConvertTo-PimRow -Session $from
            ($row | ConvertFrom-PimRow -Resource Attribute -Session $from | Invoke-PimBulkUpsert -Resource Attribute -OnlyChanged -Session $from).Status | Should -Be Unchanged
            $row.code = "rows_$isRead"
            ($row | ConvertFrom-PimRow -Resource Attribute -Session $from | Invoke-PimBulkUpsert -Resource Attribute -Session $from).Status | Should -Be Created
            $made = (Get-PimAttribute "rows_$isRead" -WithTableSelectOptions -Session $from).TableConfiguration[0].options.code
            $made | Should -Be $(if ($isRead) { (Get-Table $from)[0].options.code })
        }
    }
}

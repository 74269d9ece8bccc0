# That -DefaultValue of an attribute takes what its type does, in each way of giving it.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; ProductCount = 1 }
    $null = Connect-TestSandbox $sandbox @{ Name = 'user' }
    $number = @{ Group = 'other'; Type = 'pim_catalog_number'; DecimalsAllowed = $true; NegativeAllowed = $false }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'The default value of an attribute' {
    It 'is <Want> of <Type> for <Given>' -ForEach @(
        @{ Type = 'pim_catalog_boolean'; Given = $true; Want = 'true' }
        @{ Type = 'pim_catalog_boolean'; Given = 'FALSE'; Want = 'false' }
        @{ Type = 'pim_catalog_number'; Given = 2.5; Want = '2.5' }
        @{ Type = 'pim_catalog_simpleselect'; Given = 'red'; Want = '"red"' }
        @{ Type = 'pim_catalog_multiselect'; Given = @('red', 'blue'); Want = '["red","blue"]' }
        @{ Type = 'pim_catalog_boolean'; Given = ''; Want = 'null' }
    ) {
        $code = "default_$([guid]::NewGuid().ToString('N'))"
        $more = if ($Type -eq 'pim_catalog_number') { $number } else { @{ Group = 'other'; Type = $Type } }
        $made = New-PimAttribute $code @more -DefaultValue $Given -ErrorAction Stop
        ConvertTo-Json $made.DefaultValue -Compress | Should -Be $Want
        # what was read goes back as it is, also as a row
        ConvertTo-Json ($made | Set-PimAttribute -PassThru -ErrorAction Stop).DefaultValue -Compress | Should -Be $Want
        ($made | Invoke-PimBulkUpsert -OnlyChanged).Status | Should -Be Unchanged
        ($made | ConvertTo-PimRow | ConvertFrom-PimRow -Resource Attribute | Invoke-PimBulkUpsert -OnlyChanged).Status | Should -Be Unchanged
        (Set-PimAttribute $code -DefaultValue $null -PassThru).DefaultValue | Should -BeNullOrEmpty
    }

    It 'is refused before sending where it is no flag of pim_catalog_boolean, and no value at all' {
        { New-PimAttribute default_x -Group other -Type pim_catalog_boolean -DefaultValue red -ErrorAction Stop } | Should -Throw '*DefaultValue: takes true or false*'
        (@{ code = 'default_x'; group = 'other'; type = 'pim_catalog_multiselect'; default_value = @{ a = 1 } } | Invoke-PimBulkUpsert -Resource Attribute -Validate -ErrorAction SilentlyContinue).Errors.Message |
            Should -BeLike 'takes true or false, a number, text or a list of texts, not *'
    }

    It 'is a flag alone where the server is no SaaS' {
        $community = Start-TestSandbox @{ ProductCount = 1; Edition = 'CE' }
        try {
            $ce = Connect-TestSandbox $community @{ Name = 'ce' }
            { New-PimAttribute default_x @number -DefaultValue 2 -Session $ce -ErrorAction Stop } | Should -Throw '*expects a boolean*'
            (New-PimAttribute default_y -Group other -Type pim_catalog_boolean -DefaultValue $true -Session $ce).DefaultValue | Should -BeTrue
        }
        finally { Stop-PimSandbox $community.Url }
    }
}

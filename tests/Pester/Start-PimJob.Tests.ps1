# Launching jobs.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Start-PimJob' {
    BeforeEach { Select-PimSession $session }

    It 'launches an export and gives the number of its execution' {
        $started = Start-PimJob csv_product_export -Export
        $started.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.JobExecution'
        $started.ExecutionId | Should -BeOfType [long]
        $started.ExecutionId | Should -BeGreaterThan 0
        $started.Code, $started.Type | Should -Be csv_product_export, export
        $started | Format-Table | Out-String | Should -Match 'ExecutionId\s+Type\s+Code\s+DryRun'
    }

    It 'launches an import with its options' {
        $seen = Measure-Request $sandbox { Start-PimJob csv_product_import -Import -ImportMode update_only -DryRun }
        $seen.Routes.Keys | Should -Be 'POST /api/rest/v1/jobs/import/{code}'
        $seen.Output.Type | Should -Be import
        $seen.Output.DryRun | Should -BeTrue
    }

    It 'takes an array, the pipe and property names' {
        @(Start-PimJob csv_product_export, xlsx_category_export -Export).Count | Should -Be 2
        @('csv_product_export', 'xlsx_category_export' | Start-PimJob -Export).Count | Should -Be 2
        ([pscustomobject]@{ Code = 'csv_product_export' } | Start-PimJob -Export).Code | Should -Be csv_product_export
    }

    It 'takes the options of a row: DryRun <DryRun>' -ForEach @(
        @{ DryRun = $true; Want = $true }, @{ DryRun = 'True'; Want = $true }, @{ DryRun = 1; Want = $true }, @{ DryRun = 'False'; Want = $false }
        @{ DryRun = ''; Want = $false }, @{ DryRun = $null; Want = $false }
    ) {
        $row = [pscustomobject]@{ Code = 'csv_product_import'; ImportMode = 'create_only'; DryRun = $DryRun }
        $sandbox.Options.LogSize = 10
        $seen = Measure-Request $sandbox { $row, [pscustomobject]@{ Code = 'csv_product_import' } | Start-PimJob -Import }
        $seen.Output.DryRun | Should -Be $Want, $false
        $seen.Log[0].BodyNames | Should -Be import_mode, is_dry_run
        $seen.Log[1].BodyNames | Should -Not -Contain import_mode
    }

    It 'launches nothing for a row whose options cannot be read: <Row>' -ForEach @(
        @{ Row = [pscustomobject]@{ Code = 'csv_product_import'; DryRun = 'perhaps' } }
        @{ Row = [pscustomobject]@{ Code = 'csv_product_import'; ImportMode = 'no_such' } }
    ) {
        $seen = Measure-Request $sandbox { $Row | Start-PimJob -Import -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $seen.Requests | Should -Be 0
        $failed.Count | Should -Be 1
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $started = Start-PimJob no_such, csv_product_export -Export -ErrorAction SilentlyContinue -ErrorVariable failed
        $started.Code | Should -Be csv_product_export
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be no_such
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { Start-PimJob csv_product_export -Export -WhatIf }).Requests | Should -Be 0
    }

    It 'reads the number of an older edition, which is a text under another name' {
        $old = Start-TestSandbox @{ Edition = 'EE' }
        try {
            $oldSession = Connect-TestSandbox $old @{ Name = 'old' }
            (Start-PimJob csv_product_export -Export -Session $oldSession).ExecutionId | Should -BeGreaterThan 0
        }
        finally { Stop-PimSandbox $old.Url }
    }

    It 'does not launch twice when the answer is lost' {
        $sandbox.Options.ResetAfterActingEvery = 1
        $seen = Measure-Request $sandbox { Start-PimJob csv_product_export -Export -ErrorAction SilentlyContinue -ErrorVariable script:failed 2>$null }
        $sandbox.Options.ResetAfterActingEvery = 0
        $seen.Requests | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimConnectionBroken,*'
    }
}

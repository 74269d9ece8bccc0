# Starting workflows.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    $workflow = Get-PimWorkflow (Get-PimWorkflow | Where-Object Code -EQ enrichment).Uuid
    $write, $check = $workflow.Steps
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Start-PimWorkflow' {
    BeforeEach { Select-PimSession $session }

    It 'starts for products and gives one result for each' {
        $products = Get-PimProduct -Family cameras -Enabled $true -Skip 5 -First 3
        $results = $products | Start-PimWorkflow $workflow
        $results.Status | Should -Be Started, Started, Started
        $results.Product | Should -Be $products.Uuid
        $results[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.WorkflowExecution'
        $results[0].Workflow | Should -Be $workflow.Uuid
        $results[0].InputObject.Uuid | Should -Be $products[0].Uuid
        @(Get-PimWorkflowTask -Step $write -Product $products).Count | Should -Be 3
        $results | Format-Table | Out-String -Width 200 | Should -Match 'Status\s+Item\s+Message'
    }

    It 'takes models from the pipe, and by code' {
        $models = Get-PimProductModel -First 2 -Skip 10
        $results = $models | Start-PimWorkflow $workflow.Uuid
        $results.Status | Should -Be Started, Started
        $results.ProductModel | Should -Be $models.Code
        (Start-PimWorkflow $workflow -ProductModel (Get-PimProductModel -First 1 -Skip 15).Code).Status | Should -Be Started
    }

    It 'takes identifiers, which are looked up' {
        $product = Get-PimProduct -Family lamps -Skip 5 -First 1
        (Start-PimWorkflow $workflow $product.Identifier).Product | Should -Be $product.Uuid
        Start-PimWorkflow $workflow no-such -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'tells which of many were refused, in one request' {
        $fresh = (Get-PimProduct -Family shoes -Skip 5 -First 2).Uuid
        $taken = (Get-PimWorkflowTask -Step $write -First 1).Product.uuid
        $seen = Measure-Request $sandbox { $fresh[0], $taken, $fresh[1] | Start-PimWorkflow $workflow -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $seen.Requests | Should -Be 1
        $seen.Output.Status | Should -Be Started, Failed, Started
        $seen.Output[1].Message | Should -Match 'already in the workflow'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimItemFailed,*'
        $failed[0].TargetObject | Should -Be $taken
    }

    It 'sends 100 in one request' {
        $seen = Measure-Request $sandbox { 1..101 | ForEach-Object { [guid]::NewGuid() } | Start-PimWorkflow $workflow -ErrorAction SilentlyContinue }
        $seen.Requests | Should -Be 2
        $seen.Output.Count | Should -Be 101
        $seen.Output.Status | Select-Object -Unique | Should -Be Failed
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { Start-PimWorkflow $workflow ([guid]::NewGuid()) -WhatIf }).Requests | Should -Be 0
    }
}

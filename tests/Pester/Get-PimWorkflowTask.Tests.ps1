# The tasks of a workflow.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    $workflow = Get-PimWorkflow (Get-PimWorkflow | Where-Object Code -EQ enrichment).Uuid
    $write, $check = $workflow.Steps
    $raw = Invoke-PimRestMethod ('api/rest/v1/workflows/tasks?search=' + [uri]::EscapeDataString('{"step_uuid":[{"operator":"=","value":"' + $write.uuid + '"}]}'))
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimWorkflowTask' {
    BeforeEach { Select-PimSession $session }

    It 'gives those of a step, as the server has them' {
        $read = Get-PimWorkflowTask -Step $write.uuid
        $read.Uuid | Should -Be $raw.uuid
        $one = @($read | Where-Object DueDate)[0]
        $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.WorkflowTask'
        $one.CreatedAt | Should -BeOfType [DateTimeOffset]
        $one.DueDate | Should -BeOfType [DateTimeOffset]
        $one.Step | Should -Be $write.uuid
        $one | Format-Table | Out-String -Width 200 | Should -Match 'Uuid\s+Status\s+DueDate\s+Rejected\s+Item'
    }

    It 'takes steps by pipe, and stops with Select-Object -First' {
        $read = $workflow.Steps | Get-PimWorkflowTask
        $read.Step | Select-Object -Unique | Should -Be $write.uuid, $check.uuid
        (Get-PimWorkflowTask -Step $write -PageSize 2).Uuid | Should -Be $raw.uuid
        (Measure-Request $sandbox { $workflow.Steps | Get-PimWorkflowTask -PageSize 1 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'takes products, models and further conditions' {
        $products = $raw.product.uuid | Where-Object { $_ } | Select-Object -First 2
        (Get-PimWorkflowTask -Step $write -Product $products).Product.uuid | Sort-Object | Should -Be ($products | Sort-Object)
        (Get-PimWorkflowTask -Step $write -Product (Get-PimProduct $products)).Product.uuid | Sort-Object | Should -Be ($products | Sort-Object)
        $seen = Measure-Request $sandbox { Get-PimWorkflowTask -Step $write -ProductModel a, b }
        $seen.Query.search | Should -Be "{`"step_uuid`":[{`"operator`":`"=`",`"value`":`"$($write.uuid)`"}],`"product_model_code`":[{`"operator`":`"IN`",`"value`":[`"a`",`"b`"]}]}"
        (Get-PimWorkflowTask -Step $write -Filter @{ product_uuid = $products[0] }).Product.uuid | Should -Be $products[0]
    }

    It 'leads on to what a task is about' {
        $task = Get-PimWorkflowTask -Step $write | Where-Object { $_.Product } | Select-Object -First 1
        ($task | Get-PimProduct).Uuid | Should -Be $task.Product.uuid
        $task | Get-PimProductModel -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0])" | Should -Match 'is not about a product model'
    }

    It 'takes products by their identifiers' {
        $uuid = $raw.product.uuid | Where-Object { $_ } | Select-Object -First 1
        (Get-PimWorkflowTask -Step $write -Product (Get-PimProduct $uuid).Identifier).Product.uuid | Should -Be $uuid
        { Get-PimWorkflowTask -Step $write -Product nothing-of-this-name -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
    }

    It 'gives what a task waits for with -WithAttributes' {
        (Get-PimWorkflowTask -Step $write -First 1).PSObject.Properties.Name | Should -Not -Contain PendingAttributes
        (Get-PimWorkflowTask -Step $write -WithAttributes -First 1).PSObject.Properties.Name | Should -Contain PendingAttributes
    }

    It 'picks single ones out of the list' {
        (Get-PimWorkflowTask -Step $write -Identity $raw[1].uuid, $raw[0].uuid).Uuid | Should -Be $raw[1].uuid, $raw[0].uuid
        ($raw[0] | Get-PimWorkflowTask -Step $write).Uuid | Should -Be $raw[0].uuid
        Get-PimWorkflowTask -Step $check -Identity $raw[0].uuid -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'gives nothing for a step that has none' {
        Get-PimWorkflowTask -Step '00000000-0000-4000-8000-000000000000' | Should -BeNullOrEmpty
    }
}

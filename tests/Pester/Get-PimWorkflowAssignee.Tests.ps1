# The people of a workflow.

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

Describe 'Get-PimWorkflowAssignee' {
    BeforeEach { Select-PimSession $session }

    It 'gives those of a step, as the server has them' {
        $raw = Invoke-PimRestMethod "api/rest/v1/workflows/steps/$($write.uuid)/assignees"
        $read = Get-PimWorkflowAssignee -Step $write.uuid
        $read.Uuid | Should -Be $raw.uuid
        $read[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.WorkflowAssignee'
        $read[0].FirstName, $read[0].Step | Should -Be Connie, $write.uuid
        $read[0] | Format-Table | Out-String -Width 200 | Should -Match 'Uuid\s+FirstName\s+LastName\s+Email'
    }

    It 'takes steps by pipe, and stops with Select-Object -First' {
        ($workflow.Steps | Get-PimWorkflowAssignee).Step | Select-Object -Unique | Should -Be $write.uuid, $check.uuid
        (Measure-Request $sandbox { $workflow.Steps | Get-PimWorkflowAssignee -PageSize 1 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
        @(Get-PimWorkflowAssignee -Step $write -Skip 1 -First 1).FirstName | Should -Be Julia
    }

    It 'picks single ones out of the list' {
        $julia = (Get-PimWorkflowAssignee -Step $write -Skip 1 -First 1).Uuid
        (Get-PimWorkflowAssignee -Step $write -Identity $julia).FirstName | Should -Be Julia
        Get-PimWorkflowAssignee -Step $check -Identity $julia -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'reports a step that does not exist, non-terminating, and goes on' {
        $read = '00000000-0000-4000-8000-000000000000', $check.uuid | Get-PimWorkflowAssignee -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Step | Select-Object -Unique | Should -Be $check.uuid
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }
}

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

    It 'takes a workflow for each of its steps, from a list too' {
        $all = ($workflow.Steps | Get-PimWorkflowAssignee).Uuid
        $seen = Measure-Request $sandbox { $workflow | Get-PimWorkflowAssignee }
        $seen.Output.Uuid | Should -Be $all
        $seen.Output.Step | Select-Object -Unique | Should -Be $write.uuid, $check.uuid
        $seen.Requests | Should -Be 2
        $listed = Get-PimWorkflow | Where-Object Code -EQ enrichment
        ($listed | Get-PimWorkflowAssignee).Uuid | Should -Be $all
        (Get-PimWorkflowAssignee -Step $listed).Uuid | Should -Be $all
        (Measure-Request $sandbox { $workflow | Get-PimWorkflowAssignee -First 1 }).Requests | Should -Be 1
    }

    It 'takes steps and workflows that went through a job or a file' {
        $workflow | Export-Clixml "$TestDrive/workflow.xml" -Depth 5
        $again = Import-Clixml "$TestDrive/workflow.xml"
        ($again | Get-PimWorkflowAssignee).Step | Select-Object -Unique | Should -Be $write.uuid, $check.uuid
        ($again.Steps | Get-PimWorkflowAssignee).Step | Select-Object -Unique | Should -Be $write.uuid, $check.uuid
    }

    It 'refuses what is neither before anything is sent' {
        $family = Get-PimFamily -First 1
        $seen = Measure-Request $sandbox {
            (Get-Terminating { Get-PimWorkflowAssignee -Step $family }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
            $family | Get-PimWorkflowAssignee -ErrorAction SilentlyContinue -ErrorVariable script:refused
        }
        $seen.Output | Should -BeNullOrEmpty
        $seen.Requests | Should -Be 0
        "$refused" | Should -Match "of the kind Workflow, and '$($family.Code)' is of the kind Family"
    }

    It 'reports a workflow that is gone, and goes on' {
        $gone = (Get-PimWorkflow | Where-Object Code -EQ enrichment).PSObject.Copy()
        $gone.Uuid = '00000000-0000-4000-8000-000000000000'
        $read = $gone, $workflow | Get-PimWorkflowAssignee -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Step | Select-Object -Unique | Should -Be $write.uuid, $check.uuid
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
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

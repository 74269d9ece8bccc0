# Completing tasks.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    $workflow = Get-PimWorkflow (Get-PimWorkflow | Where-Object Code -EQ enrichment).Uuid
    $write, $check = $workflow.Steps
    $step = $write
    $script:used = 20
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Complete-PimWorkflowTask' {
    BeforeEach { Select-PimSession $session }

    BeforeEach {
        # fresh tasks, so that no test needs another's
        $products = Get-PimProduct -Enabled $true -Attribute sku -First 3 -Skip ($script:used += 3)
        $null = $products | Start-PimWorkflow $workflow -ErrorAction SilentlyContinue
        if ($step -eq $check) { Get-PimWorkflowTask -Step $write -Product $products | Where-Object Status -EQ in_progress | Complete-PimWorkflowTask }
        $tasks = Get-PimWorkflowTask -Step $step -Product $products | Where-Object Status -EQ in_progress
        function Get-State($Task) { (Get-PimWorkflowTask -Step $step -Identity $Task.Uuid).Status }
    }

    It 'takes one by uuid, and gives nothing' {
        Complete-PimWorkflowTask $tasks[0].Uuid | Should -BeNullOrEmpty
        Get-State $tasks[0] | Should -Be completed
        Get-State $tasks[1] | Should -Be in_progress
    }

    It 'takes an array, and tasks and rows from the pipe' {
        Complete-PimWorkflowTask $tasks[0].Uuid, $tasks[1].Uuid
        $tasks[2] | Complete-PimWorkflowTask
        $tasks | ForEach-Object { Get-State $_ } | Should -Be completed, completed, completed
    }

    It 'takes rows by property name' {
        [pscustomobject]@{ Uuid = $tasks[0].Uuid } | Complete-PimWorkflowTask
        Get-State $tasks[0] | Should -Be completed
    }

    It 'reports one that does not exist and one that has ended, non-terminating, and goes on' {
        Complete-PimWorkflowTask $tasks[0]
        Complete-PimWorkflowTask '00000000-0000-4000-8000-000000000000', $tasks[0], $tasks[1] -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 2
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[1].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        Get-State $tasks[1] | Should -Be completed
    }

    It 'refuses a task of the other kind of step' {
        $other = Get-PimWorkflowTask -Step $check | Where-Object Status -EQ in_progress | Select-Object -First 1
        Complete-PimWorkflowTask $other -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
    }

    It 'says that an attempt before may have done it' {
        $sandbox.Options.ResetAfterActingEvery = 2
        $tasks[0], $tasks[1] | Complete-PimWorkflowTask -ErrorAction SilentlyContinue -ErrorVariable failed
        $sandbox.Options.ResetAfterActingEvery = 0
        "$failed" | Should -Match 'may have done it'
        Get-State $tasks[1] | Should -Be completed
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { $tasks | Complete-PimWorkflowTask -WhatIf }).Requests | Should -Be 0
    }
}

# Rejecting tasks.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    $workflow = Get-PimWorkflow (Get-PimWorkflow | Where-Object Code -EQ enrichment).Uuid
    $write, $check = $workflow.Steps
    $step = $check
    $script:used = 20
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Deny-PimWorkflowTask' {
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
        Deny-PimWorkflowTask $tasks[0].Uuid -SendBackToStep $write | Should -BeNullOrEmpty
        Get-State $tasks[0] | Should -Be rejected
        Get-State $tasks[1] | Should -Be in_progress
    }

    It 'takes an array, and tasks and rows from the pipe' {
        Deny-PimWorkflowTask $tasks[0].Uuid, $tasks[1].Uuid -SendBackToStep $write
        $tasks[2] | Deny-PimWorkflowTask -SendBackToStep $write
        $tasks | ForEach-Object { Get-State $_ } | Should -Be rejected, rejected, rejected
    }

    It 'takes rows by property name' {
        [pscustomobject]@{ Uuid = $tasks[0].Uuid } | Deny-PimWorkflowTask -SendBackToStep $write
        Get-State $tasks[0] | Should -Be rejected
    }

    It 'takes its options by property name' {
        $row = [pscustomobject]@{ Uuid = $tasks[0].Uuid; SendBackToStep = $write.Uuid; RejectedAttribute = [pscustomobject]@{ name = 'Too short.' } }
        $row, [pscustomobject]@{ Uuid = $tasks[1].Uuid; SendBackToStep = $write.Uuid; RejectedAttributes = '' } | Deny-PimWorkflowTask
        $back = Get-PimWorkflowTask -Step $write -Product $products -WithAttributes | Where-Object { $_.Rejected -and $_.Product.uuid -eq $tasks[0].Product.uuid }
        $back.PendingAttributes.name[0].comment | Should -Be 'Too short.'
        Get-State $tasks[1] | Should -Be rejected
        $seen = Measure-Request $sandbox { Deny-PimWorkflowTask $tasks[2] -SendBackToStep $write -RejectedAttribute name -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $seen.Requests | Should -Be 0
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }

    It 'reports one that does not exist and one that has ended, non-terminating, and goes on' {
        Deny-PimWorkflowTask $tasks[0] -SendBackToStep $write
        Deny-PimWorkflowTask '00000000-0000-4000-8000-000000000000', $tasks[0], $tasks[1] -SendBackToStep $write -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 2
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[1].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        Get-State $tasks[1] | Should -Be rejected
    }

    It 'refuses a task of the other kind of step' {
        $other = Get-PimWorkflowTask -Step $write | Where-Object Status -EQ in_progress | Select-Object -First 1
        Deny-PimWorkflowTask $other -SendBackToStep $write -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
    }

    It 'says that an attempt before may have done it' {
        $sandbox.Options.ResetAfterActingEvery = 2
        $tasks[0], $tasks[1] | Deny-PimWorkflowTask -SendBackToStep $write -ErrorAction SilentlyContinue -ErrorVariable failed
        $sandbox.Options.ResetAfterActingEvery = 0
        "$failed" | Should -Match 'may have done it'
        Get-State $tasks[1] | Should -Be rejected
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { $tasks | Deny-PimWorkflowTask -SendBackToStep $write -WhatIf }).Requests | Should -Be 0
    }

    It 'sends the product back, with comments' {
        $rejected = @{ name = 'Too short.'; description = @{ locale = 'en_US'; scope = 'ecommerce'; comment = 'Wrong.' }, @{ locale = 'fr_FR'; scope = 'ecommerce' } }
        Deny-PimWorkflowTask $tasks[0] -SendBackToStep $write -RejectedAttribute $rejected
        $back = Get-PimWorkflowTask -Step $write -Product $products -WithAttributes | Where-Object { $_.Rejected -and $_.Product.uuid -eq $tasks[0].Product.uuid }
        $back.Status | Should -Be in_progress
        $back.PendingAttributes.name[0].comment | Should -Be 'Too short.'
        $back.PendingAttributes.description.locale | Should -Be en_US, fr_FR
        $back.PendingAttributes.description[0].comment | Should -Be 'Wrong.'
    }

    It 'reports a step that is no earlier one' {
        Deny-PimWorkflowTask $tasks[0] -SendBackToStep $check -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        "$($failed[0])" | Should -Match 'earlier step'
    }
}

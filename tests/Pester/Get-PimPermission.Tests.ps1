# What users may see and edit.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    $workflow = Get-PimWorkflow (Get-PimWorkflow | Where-Object Code -EQ enrichment).Uuid
    $write, $check = $workflow.Steps
    $users = Get-PimWorkflowAssignee -Step $write
    $locales = (Get-PimLocale -Filter @{ enabled = $true }).Code
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimPermission' {
    BeforeEach { Select-PimSession $session }

    It 'gives one object for each channel and locale' {
        $read = Get-PimPermission $users[1].Uuid
        ($read | Where-Object Kind -EQ Channel).Code | Should -Be ecommerce, mobile, print
        ($read | Where-Object Kind -EQ Locale).Code | Should -Be $locales
        $read[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Permission'
        $read.CanView | Should -Not -Contain $false
        $read[0].CanEdit | Should -BeOfType [bool]
        $read[0].User | Should -Be $users[1].Uuid
        $read | Format-Table | Out-String -Width 200 | Should -Match 'User\s+Kind\s+Code\s+CanView\s+CanEdit'
    }

    It 'tells what the server tells' {
        $raw = (Invoke-PimRestMethod "api/rest/v1/permissions/$($users[1].Uuid)/locales").locales
        foreach ($one in Get-PimPermission $users[1] -Of Locale) { "$($one.CanEdit)" | Should -Be $raw.($one.Code).canEdit }
    }

    It 'takes an array, the pipe and property names' {
        (Get-PimPermission $users[0].Uuid, $users[1].Uuid -Of Channel).User | Select-Object -Unique | Should -Be $users[0..1].Uuid
        ($users | Get-PimPermission -Of Locale).User | Select-Object -Unique | Should -Be $users.Uuid
        ([pscustomobject]@{ Uuid = $users[0].Uuid } | Get-PimPermission).Count | Should -Be (3 + $locales.Count)
    }

    It 'asks only for what is wanted, and stops with Select-Object -First' {
        (Measure-Request $sandbox { Get-PimPermission $users[0] -Of Channel }).Requests | Should -Be 1
        (Measure-Request $sandbox { $users | Get-PimPermission | Select-Object -First 1 }).Requests | Should -Be 1
    }

    It 'refuses an object of another kind before it asks' {
        $null = Get-PimFamily -First 1 | Get-PimPermission -ErrorAction SilentlyContinue -ErrorVariable failed
        "$failed" | Should -Match 'of the kind Family'
        "$failed" | Should -Not -Match 'was answered with'
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimPermission '00000000-0000-4000-8000-000000000000', $users[0].Uuid -Of Channel -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Count | Should -Be 3
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }
}

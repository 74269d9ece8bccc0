# Workflows.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    $raw = Invoke-PimRestMethod api/rest/v1/workflows
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimWorkflow' {
    BeforeEach { Select-PimSession $session }

    It 'gives every one, as the server has them' {
        (Get-PimWorkflow).Uuid | Should -Be $raw.uuid
    }

    It 'takes -First, -Skip and stops with Select-Object -First' {
        (Get-PimWorkflow -First 2).Uuid | Should -Be $raw[0..1].uuid
        (Get-PimWorkflow -Skip 1 -First 1).Uuid | Should -Be $raw[1].uuid
        (Measure-Request $sandbox { Get-PimWorkflow -PageSize 1 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'takes one, an array, the pipe, property names and objects' {
        $keys = $raw[0..1].uuid
        (Get-PimWorkflow $keys[0]).Uuid | Should -Be $keys[0]
        (Get-PimWorkflow -Identity $keys).Uuid | Should -Be $keys
        ($keys | Get-PimWorkflow).Uuid | Should -Be $keys
        ([pscustomobject]@{ Uuid = $keys[1] } | Get-PimWorkflow).Uuid | Should -Be $keys[1]
        (Get-PimWorkflow -First 2 | Get-PimWorkflow).Uuid | Should -Be $keys
    }

    It 'takes codes, which are looked up, and gives these with their steps too' {
        $read = Get-PimWorkflow ENRICHMENT, $raw[1].uuid -First 2
        $read.Uuid | Should -Be ($raw | Where-Object code -EQ enrichment).uuid, $raw[1].uuid
        $read[0].Steps.code | Should -Be write, check
        ([pscustomobject]@{ Code = $raw[1].code } | Get-PimWorkflow).Uuid | Should -Be $raw[1].uuid
        Get-PimWorkflow no_such -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimWorkflow '00000000-0000-4000-8000-000000000000', $raw[0].uuid -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Uuid | Should -Be $raw[0].uuid
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be '00000000-0000-4000-8000-000000000000'
    }

    It 'gives objects of its type, without links, that are a table' {
        $one = Get-PimWorkflow -First 1
        $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Workflow'
        $one.PSObject.Properties.Name | Should -Not -Contain '_links'
        $one | Format-Table | Out-String -Width 200 | Should -Match 'Uuid\s+Code\s+Label\s+Enabled\s+Steps'
    }

    It 'gives the steps of those asked for by uuid' {
        $one = Get-PimWorkflow | Where-Object Code -EQ enrichment | Get-PimWorkflow
        $one.Steps.code | Should -Be write, check
        $one.Steps.type | Should -Be enrichment, review
        $one | Format-Table | Out-String -Width 200 | Should -Match 'write, check'
    }
}

# The sandboxes of a process.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
}

Describe 'Get-PimSandbox' {
    BeforeEach { Stop-PimSandbox }
    AfterEach { Stop-PimSandbox }

    It 'gives nothing when none runs' {
        @(Get-PimSandbox).Count | Should -Be 0
    }

    It 'lists those that run, in the order of their start, as the same objects' {
        $first = Start-TestSandbox
        $second = Start-TestSandbox
        (Get-PimSandbox).Url | Should -Be $first.Url, $second.Url
        [object]::ReferenceEquals((Get-PimSandbox)[0].Counters, $first.Counters) | Should -BeTrue
        Stop-PimSandbox $first.Url
        (Get-PimSandbox).Url | Should -Be $second.Url
    }

    It 'sees the sandboxes of the whole process, from any runspace' {
        $sandbox = Start-TestSandbox
        (Invoke-InRunspace { (Get-PimSandbox).Url }).Output | Should -Be $sandbox.Url
    }

    It 'shows counters that move' {
        $sandbox = Start-TestSandbox
        $null = Connect-TestSandbox $sandbox
        (Get-PimSandbox).Counters.Requests | Should -Be 2
        Get-PimSandbox | Format-Table | Out-String -Width 200 | Should -Match "$($sandbox.Url)\s+.*250\s+2"
        Disconnect-Pim -All
    }
}

# Which session cmdlets use.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    Disconnect-Pim -All
    $large = Start-TestSandbox @{ ProductCount = 30 }
    $small = Start-TestSandbox @{ ProductCount = 20 }
    $first = Connect-TestSandbox $large @{ Name = 'first' }
    $second = Connect-TestSandbox $small @{ Name = 'second' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $large.Url
    Stop-PimSandbox $small.Url
}

Describe 'Select-PimSession' {
    It 'takes a name, an object and the pipe, and gives nothing without -PassThru' {
        Select-PimSession first | Should -BeNullOrEmpty
        Get-PimSession -Default | Should -Be $first
        Select-PimSession $second
        Get-PimSession -Default | Should -Be $second
        $first | Select-PimSession
        Get-PimSession -Default | Should -Be $first
        Get-PimSession second | Select-PimSession
        Get-PimSession -Default | Should -Be $second
        'first' | Select-PimSession
        Get-PimSession -Default | Should -Be $first
        Select-PimSession -Name second -PassThru | Should -Be $second
        Select-PimSession -Session first -PassThru | Should -Be $first
    }

    It 'decides where cmdlets go' {
        Select-PimSession first
        @(Get-PimProduct).Count | Should -Be 30
        Select-PimSession second
        @(Get-PimProduct).Count | Should -Be 20
        @(Get-PimProduct -Session first).Count | Should -Be 30
        Get-PimSession -Default | Should -Be $second -Because '-Session selects nothing'
    }

    It 'refuses a name that is none' {
        (Get-Terminating { Select-PimSession none }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        "$(Get-Terminating { Select-PimSession none })" | Should -Match "no session 'none'"
    }

    It 'refuses a closed session: terminating PimSessionClosed' {
        $closed = Connect-TestSandbox $small @{ Name = 'closed' }
        Disconnect-Pim $closed
        $record = Get-Terminating { Select-PimSession $closed }
        $record.FullyQualifiedErrorId | Should -BeLike 'PimSessionClosed,*'
        $record.CategoryInfo.Category | Should -Be ConnectionError
        $record.TargetObject | Should -Be $closed
    }

    It 'takes a session of another runspace into this one' {
        $result = Invoke-InRunspace { Select-PimSession $session; @(Get-PimProduct).Count; (Get-PimSession).Name } @{ session = $second }
        $result.Output | Should -Be 20, second
        $result.Error | Should -BeNullOrEmpty
    }

    It 'completes names' {
        Complete 'Select-PimSession ' | Should -Be first, second
    }
}

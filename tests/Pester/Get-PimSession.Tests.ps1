# The sessions of a runspace.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    Disconnect-Pim -All
    $sandbox = Start-TestSandbox
    $first = Connect-TestSandbox $sandbox @{ Name = 'first' }
    $second = Connect-TestSandbox $sandbox @{ Name = 'second' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimSession' {
    It 'lists all' {
        (Get-PimSession).Name | Should -Be first, second
        (Get-PimSession)[0] | Should -Be $first
    }

    It 'finds by name, by wildcard, by array and from the pipe' {
        Get-PimSession first | Should -Be $first
        Get-PimSession -Name FIRST | Should -Be $first
        (Get-PimSession f*).Name | Should -Be first
        (Get-PimSession second, first).Name | Should -Be second, first
        ('second', 'first' | Get-PimSession).Name | Should -Be second, first
        ([pscustomobject]@{ Name = 'second' } | Get-PimSession).Name | Should -Be second
    }

    It 'gives the default with -Default' {
        Get-PimSession -Default | Should -Be $second
    }

    It 'gives nothing for a wildcard that fits none' {
        Get-PimSession x* -ErrorVariable failed | Should -BeNullOrEmpty
        $failed | Should -BeNullOrEmpty
    }

    It 'reports a name that is none, non-terminating, and goes on' {
        $read = Get-PimSession none, first -ErrorAction SilentlyContinue -ErrorVariable failed
        $read | Should -Be $first
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimSessionNotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failed[0].TargetObject | Should -Be none
        { Get-PimSession none -ErrorAction Stop } | Should -Throw -ErrorId 'PimSessionNotFound,*'
    }

    It 'sees nothing of another runspace' {
        (Invoke-InRunspace { @(Get-PimSession).Count; @(Get-PimSession -Default | Where-Object { $_ }).Count }).Output | Should -Be 0, 0
    }

    It 'gives nothing, not even null, when there is no session' {
        (Invoke-InRunspace { Get-PimSession; Get-PimSession -Default }).Output.Count | Should -Be 0
    }

    It 'completes names' {
        Complete 'Get-PimSession ' | Should -Be first, second
        Complete 'Get-PimSession s' | Should -Be second
    }

    It 'is a table and a list at the prompt' {
        $text = Get-PimSession | Out-String -Width 200
        $text | Should -Match 'Name\s+Provider\s+Url'
        $text | Should -Match 'first\s+Akeneo\s+http://localhost'
        Get-PimSession first | Format-List | Out-String | Should -Match '(?m)^ProductIdFormat\s+: Uuid'
    }
}

# Whether a server answers and takes the login.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.02; MaximumRetryCount = 1; Name = 'test' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Test-PimConnection' {
    BeforeEach {
        Select-PimSession $session
        foreach ($reset in 'FailEvery', 'LatencyMilliseconds', 'DownAfter', 'ResetEvery') { $sandbox.Options.$reset = 0 }
    }

    It 'says true, in one request' {
        $seen = Measure-Request $sandbox { Test-PimConnection }
        $seen.Output | Should -BeOfType [bool]
        $seen.Output | Should -Be $true
        $seen.Requests | Should -Be 1
    }

    It 'says false, without an error, when the server <What>' -ForEach @{ What = 'fails'; Knob = 'FailEvery' }, @{ What = 'breaks off'; Knob = 'ResetEvery' } {
        $sandbox.Options.$Knob = 1
        Test-PimConnection -ErrorVariable failed | Should -Be $false
        $failed | Should -BeNullOrEmpty
    }

    It 'says why in a verbose line' {
        $sandbox.Options.FailEvery = 1
        $lines = Test-PimConnection -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object Message
        $lines -match 'was answered with 502' | Should -Not -BeNullOrEmpty
    }

    It 'says false when the server is gone' {
        $gone = Start-TestSandbox
        $other = Connect-TestSandbox $gone @{ MaximumRetryCount = 0; Name = 'gone' }
        Stop-PimSandbox $gone.Url
        Test-PimConnection -Session $other | Should -Be $false
        $detail = Test-PimConnection -Session gone -Detailed
        $detail.Success | Should -Be $false
        $detail.Error | Should -Not -BeNullOrEmpty
        $detail.LatencyMilliseconds | Should -BeNullOrEmpty
    }

    It 'says false when an app''s token was withdrawn' {
        $server = Start-FakeServer @{ Status = 200; Type = 'application/json'; Body = '{"version":"7.0.42","edition":"CE"}' },
            @{ Status = 401; Type = 'application/json'; Body = '{"code":401,"message":"The access token provided is invalid."}' }
        try {
            $app = Connect-Pim -Url $server.Url -AppToken $sandbox.AppToken -Name app -PassThru
            Test-PimConnection -Session $app | Should -Be $false
        }
        finally { $server.Stop() }
    }

    It 'gives an object with -Detailed' {
        $detail = Test-PimConnection -Detailed
        $detail.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ConnectionTest'
        $detail.Success | Should -Be $true
        $detail.Url | Should -Be $sandbox.Url
        $detail.Provider | Should -Be Akeneo
        $detail.Version | Should -Be '7.0.42'
        $detail.Edition | Should -Be CE
        $detail.LatencyMilliseconds | Should -BeGreaterThan 0
        $detail.Error | Should -BeNullOrEmpty
        foreach ($noun in 'Product', 'ProductModel', 'Family', 'Attribute', 'Category', 'Channel', 'Locale') { $detail.Permissions.$noun | Should -Be $true }
    }

    It 'measures the latency' {
        $sandbox.Options.LatencyMilliseconds = 120
        (Test-PimConnection -Detailed).LatencyMilliseconds | Should -BeGreaterOrEqual 115
    }

    It 'says what the user may not list' {
        $forbidden = @{ Status = 403; Type = 'application/json'; Body = '{"code":403,"message":"Access forbidden."}' }
        $server = Start-FakeServer @{ Status = 200; Type = 'application/json'; Body = '{"version":"7.0.42","edition":"CE"}' },
            @{ Status = 200; Type = 'application/json'; Body = '{"version":"7.0.42","edition":"CE"}' }, $forbidden
        try {
            $app = Connect-Pim -Url $server.Url -AppToken $sandbox.AppToken -Name app -PassThru
            $detail = Test-PimConnection -Session $app -Detailed
            $detail.Success | Should -Be $true
            $detail.Permissions.Product | Should -Be $false
        }
        finally { $server.Stop() }
    }

    It 'is a table and a list at the prompt' {
        $text = Test-PimConnection -Detailed | Format-Table | Out-String -Width 200
        $text | Should -Match 'Success\s+Url'
        $text | Should -Match 'True\s+http://localhost'
        Test-PimConnection -Detailed | Format-List | Out-String -Width 200 | Should -Match '(?m)^Version\s+: 7\.0\.42'
    }

    It 'ends within a second at Ctrl+C' {
        $sandbox.Options.LatencyMilliseconds = 60000
        $before = $sandbox.Counters.ApiRequests
        $stopped = Measure-Stop { Test-PimConnection -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
        $sandbox.Options.LatencyMilliseconds = 0
        $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
        $stopped.State | Should -Be Stopped
    }
}

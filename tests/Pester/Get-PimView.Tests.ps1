# Views.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 30 }
    $session = Connect-PimsSandbox $sandbox @{ Name = 'keys' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimView' {
    BeforeEach {
        Select-PimSession $session
    }

    It 'gives every one, in one request' {
        $seen = Measure-Request $sandbox { Get-PimView }
        $seen.Output.Code | Should -Be 'Default', 'Web', 'Erp'
        $seen.Requests | Should -Be 1
        (Measure-Request $sandbox { Get-PimView | Select-Object -First 1 }).Requests | Should -Be 1
    }

    It 'takes -First, -Skip and -IncludeTotalCount' {
        (Get-PimView -First 2).Code | Should -Be 'Default', 'Web'
        (Get-PimView -Skip 1 -First 1).Code | Should -Be Web
        (Get-PimView -IncludeTotalCount -First 0).ToString() | Should -Be 'Total count: 3'
    }

    It 'takes a name, an array, the pipe, property names and objects' {
        (Get-PimView Web).Code | Should -Be Web
        (Get-PimView -Code Web).Code | Should -Be Web
        (Get-PimView Erp, Web).Code | Should -Be Erp, Web
        ('Erp', 'Web' | Get-PimView).Code | Should -Be Erp, Web
        ([pscustomobject]@{ Code = 'Web' } | Get-PimView).Code | Should -Be Web
        (Get-PimView | Get-PimView).Code | Should -Be 'Default', 'Web', 'Erp'
    }

    It 'takes a filter by name' {
        (Get-PimView -Filter @{ code = 'Web', 'Erp' }).Code | Should -Be Web, Erp
        (Get-Terminating { Get-PimView -Filter @{ label = 'x' } }).FullyQualifiedErrorId | Should -BeLike 'Pim*'
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimView no_such, Web -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be Web
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failed[0].TargetObject | Should -Be no_such
    }

    It 'gives its properties, and a table' {
        $view = Get-PimView Web
        $view.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.View'
        $view.Provider | Should -Be Pims
        $view.Label | Should -Be 'Web shop'
        $view.Attributes.price.attribute | Should -Be list_price
        $view | Format-Table | Out-String -Width 200 | Should -Match '(?s)Code\s+Label\s+Attributes\s+Comment.*Web\s+Web shop\s+40'
    }

    It 'says that it is experimental' {
        (Invoke-InRunspace { Get-PimView -Session $session -Verbose } @{ session = $session }).Verbose | Should -Contain 'Get-PimView is experimental on Pims: some names in its requests are likely, not documented.'
    }

    It 'ends within a second at Ctrl+C' {
        $sandbox.Options.LatencyMilliseconds = 60000
        $before = $sandbox.Counters.ApiRequests
        $stopped = Measure-Stop { Get-PimView -Session $session } @{ session = $session; key = $sandbox.ReadOnlyApiKey } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
        $sandbox.Options.LatencyMilliseconds = 0
        $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
        $stopped.State | Should -Be Stopped
    }
}

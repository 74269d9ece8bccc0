# The routes of the server.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimEndpoint' {
    BeforeEach { Select-PimSession $session }

    It 'gives every route' {
        $read = Get-PimEndpoint
        $read.Count | Should -BeGreaterThan 50
        $read.Route | Should -Contain '/api/rest/v1/families/{code}'
        $read[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Endpoint'
        $read | Format-Table | Out-String -Width 200 | Should -Match 'Methods\s+Route\s+Name'
    }

    It 'finds by name and by address, with wildcards' {
        (Get-PimEndpoint */ui-extensions).Methods | Sort-Object | Should -Be GET, POST
        $one = Get-PimEndpoint | Select-Object -First 1
        (Get-PimEndpoint $one.Name).Route | Should -Be $one.Route
        (Get-PimEndpoint *catalogs*, *workflows*).Route | Where-Object { $_ -notmatch 'catalogs|workflows' } | Should -BeNullOrEmpty
        Get-PimEndpoint no_such | Should -BeNullOrEmpty
    }

    It 'takes one request, to the root of the API' {
        $verbose = Get-PimEndpoint -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$verbose" | Should -Match '^GET http://\S+/api/rest/v1 -> 200'
    }
}

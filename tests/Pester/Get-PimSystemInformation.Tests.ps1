# The version and edition of the server.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimSystemInformation' {
    BeforeEach { Select-PimSession $session }

    It 'gives version and edition' {
        $read = Get-PimSystemInformation
        $read.Edition | Should -Be Serenity
        $read.Version | Should -Be (Invoke-PimRestMethod api/rest/v1/system-information).version
        $read.Provider | Should -Be Akeneo
        $read.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.SystemInformation'
        $read | Format-Table | Out-String | Should -Match 'Version\s+Edition\s+Provider'
    }

    It 'takes one request' {
        (Measure-Request $sandbox { Get-PimSystemInformation }).Routes.Keys | Should -Be 'GET /api/rest/v1/system-information'
    }

    It 'takes a session by name' {
        (Get-PimSystemInformation -Session saas).Edition | Should -Be Serenity
    }
}

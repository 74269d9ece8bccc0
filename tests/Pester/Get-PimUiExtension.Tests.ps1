# UI extensions.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    $raw = Invoke-PimRestMethod api/rest/v1/ui-extensions
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimUiExtension' {
    BeforeEach { Select-PimSession $session }

    It 'gives every one, as the server has them' {
        (Get-PimUiExtension).Uuid | Should -Be $raw.uuid
    }

    It 'takes -First, -Skip and stops with Select-Object -First' {
        (Get-PimUiExtension -First 2).Uuid | Should -Be $raw[0..1].uuid
        (Get-PimUiExtension -Skip 1 -First 1).Uuid | Should -Be $raw[1].uuid
        (Measure-Request $sandbox { Get-PimUiExtension -PageSize 1 | Select-Object -First 1 }).Requests | Should -Be 1
    }

    It 'takes one, an array, the pipe, property names and objects' {
        $keys = $raw[0..1].uuid
        (Get-PimUiExtension $keys[0]).Uuid | Should -Be $keys[0]
        (Get-PimUiExtension -Identity $keys).Uuid | Should -Be $keys
        ($keys | Get-PimUiExtension).Uuid | Should -Be $keys
        ([pscustomobject]@{ Uuid = $keys[1] } | Get-PimUiExtension).Uuid | Should -Be $keys[1]
        (Get-PimUiExtension -First 2 | Get-PimUiExtension).Uuid | Should -Be $keys
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimUiExtension '00000000-0000-4000-8000-000000000000', $raw[0].uuid -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Uuid | Should -Be $raw[0].uuid
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be '00000000-0000-4000-8000-000000000000'
    }

    It 'gives objects of its type, without links, that are a table' {
        $one = Get-PimUiExtension -First 1
        $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.UiExtension'
        $one.PSObject.Properties.Name | Should -Not -Contain '_links'
        $one | Format-Table | Out-String -Width 200 | Should -Match 'Uuid\s+Name\s+Type\s+Position\s+Status'
    }

    It 'tells no secrets' {
        Get-PimUiExtension | ConvertTo-Json -Depth 9 | Should -Not -Match 'generated|"value"'
    }
}

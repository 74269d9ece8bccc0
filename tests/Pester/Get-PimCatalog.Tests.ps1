# Catalogs of an app.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-Pim -Url $sandbox.Url -AppToken $sandbox.AppToken -RequestsPerSecond 0 -RetryIntervalSec 0.05 -Name app -PassThru
    $null = Select-PimSession $session
    $raw = Invoke-PimRestMethod api/rest/v1/catalogs
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimCatalog' {
    BeforeEach { Select-PimSession $session }

    It 'gives every one, as the server has them' {
        (Get-PimCatalog).Id | Should -Be $raw.id
    }

    It 'takes -First, -Skip and stops with Select-Object -First' {
        (Get-PimCatalog -First 2).Id | Should -Be $raw[0..1].id
        (Get-PimCatalog -Skip 1 -First 1).Id | Should -Be $raw[1].id
        (Measure-Request $sandbox { Get-PimCatalog -PageSize 1 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'takes one, an array, the pipe, property names and objects' {
        $keys = $raw[0..1].id
        (Get-PimCatalog $keys[0]).Id | Should -Be $keys[0]
        (Get-PimCatalog -Identity $keys).Id | Should -Be $keys
        ($keys | Get-PimCatalog).Id | Should -Be $keys
        ([pscustomobject]@{ Id = $keys[1] } | Get-PimCatalog).Id | Should -Be $keys[1]
        (Get-PimCatalog -First 2 | Get-PimCatalog).Id | Should -Be $keys
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimCatalog '00000000-0000-4000-8000-000000000000', $raw[0].id -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Id | Should -Be $raw[0].id
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be '00000000-0000-4000-8000-000000000000'
    }

    It 'gives objects of its type, without links, that are a table' {
        $one = Get-PimCatalog -First 1
        $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Catalog'
        $one.PSObject.Properties.Name | Should -Not -Contain '_links'
        $one | Format-Table | Out-String -Width 200 | Should -Match 'Id\s+Name\s+Enabled\s+Locales'
    }

    It 'may not, as one that is no app: PimForbidden' {
        $user = Connect-TestSandbox $sandbox @{ Name = 'user' }
        (Get-Terminating { Get-PimCatalog -Session $user }).FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
    }
}

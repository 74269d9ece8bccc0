# Making catalogs of an app.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-Pim -Url $sandbox.Url -AppToken $sandbox.AppToken -RequestsPerSecond 0 -RetryIntervalSec 0.05 -Name app -PassThru
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'New-PimCatalog' {
    BeforeEach { Select-PimSession $session }

    It 'makes one and gives it, disabled' {
        $made = New-PimCatalog 'Made' -ManagedCurrency EUR, USD -ManagedLocale fr_FR
        $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Catalog'
        $made.Enabled | Should -BeFalse
        $read = Get-PimCatalog $made.Id
        $read.Name | Should -Be Made
        $read.ManagedCurrencies | Should -Be EUR, USD
        $read.ManagedLocales | Should -Be fr_FR
    }

    It 'takes tables, objects and JSON from the pipe, and parameters beside them' {
        $made = @{ name = 'One' }, [pscustomobject]@{ Name = 'Two' }, '{"name":"Three"}' | New-PimCatalog -ManagedCurrency EUR
        $made.Name | Should -Be One, Two, Three
        $made.ManagedCurrencies | Should -Be EUR, EUR, EUR
    }

    It 'takes a catalog that was read for another one like it' {
        $first = New-PimCatalog First -ManagedCurrency EUR
        $second = $first | New-PimCatalog
        $second.Id | Should -Not -Be $first.Id
        $second.ManagedCurrencies | Should -Be EUR
    }

    It 'says what is missing before anything is sent' {
        $seen = Measure-Request $sandbox { @{ managed_currencies = 'EUR' } | New-PimCatalog -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $seen.Requests | Should -Be 0
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match 'needs name'
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        $made = @{ name = 'Bad'; managed_currencies = 'XXX' }, @{ name = 'Good' } | New-PimCatalog -ErrorAction SilentlyContinue -ErrorVariable failed
        $made.Name | Should -Be Good
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { New-PimCatalog Nothing -WhatIf }).Requests | Should -Be 0
    }

    It 'may not, as one that is no app: PimForbidden' {
        $user = Connect-TestSandbox $sandbox @{ Name = 'user' }
        New-PimCatalog x -Session $user -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
    }
}

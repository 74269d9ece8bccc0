# Changing catalogs of an app.

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

Describe 'Set-PimCatalog' {
    BeforeEach { Select-PimSession $session }

    BeforeEach {
        $catalog = New-PimCatalog Before -ManagedCurrency EUR -ManagedLocale en_US
    }

    AfterEach {
        $catalog | Remove-PimCatalog -Confirm:$false
    }

    It 'changes what is named and nothing else, and gives nothing' {
        Set-PimCatalog $catalog.Id -Name After | Should -BeNullOrEmpty
        $read = Get-PimCatalog $catalog.Id
        $read.Name | Should -Be After
        $read.ManagedCurrencies | Should -Be EUR
    }

    It 'takes objects from the pipe, and gives them with -PassThru' {
        $changed = $catalog | Set-PimCatalog -ManagedLocale fr_FR, de_DE -PassThru
        $changed.Name | Should -Be Before
        $changed.ManagedLocales | Sort-Object | Should -Be de_DE, fr_FR
    }

    It 'takes rows and tables whole' {
        [pscustomobject]@{ Id = $catalog.Id; Name = 'Row'; ManagedCurrencies = 'EUR,USD' } | Set-PimCatalog
        (Get-PimCatalog $catalog.Id).ManagedCurrencies | Should -Be EUR, USD
        @{ id = $catalog.Id; name = 'Table' } | Set-PimCatalog
        (Get-PimCatalog $catalog.Id).Name | Should -Be Table
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimCatalog | ConvertTo-Json -Depth 9
        Get-PimCatalog | Set-PimCatalog
        Get-PimCatalog | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'makes none where there is none: PimNotFound' {
        Set-PimCatalog '00000000-0000-4000-8000-000000000000', $catalog.Id -Name New -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-PimCatalog $catalog.Id).Name | Should -Be New
    }

    It 'wants something to change, and sends nothing with -WhatIf' {
        $seen = Measure-Request $sandbox {
            Set-PimCatalog $catalog.Id -ErrorAction SilentlyContinue -ErrorVariable script:failed
            Set-PimCatalog $catalog.Id -Name Nothing -WhatIf
        }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 0
    }
}

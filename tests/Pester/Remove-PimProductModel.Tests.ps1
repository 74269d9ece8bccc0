# Deleting product models.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Version = 'v20250717143807'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'user' }
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Remove-PimProductModel' {
    BeforeEach { Select-PimSession $session }

    BeforeEach {
        $null = 'one', 'two' | ForEach-Object { New-PimProductModel $_ -FamilyVariant shoes_size }
    }

    AfterEach {
        'one', 'two' | Remove-PimProductModel -Confirm:$false -ErrorAction SilentlyContinue
    }

    It 'deletes: <What>' -ForEach @(
        @{ What = 'by code'; Script = { Remove-PimProductModel one, two -Confirm:$false } }
        @{ What = 'codes from the pipe'; Script = { 'one', 'two' | Remove-PimProductModel -Confirm:$false } }
        @{ What = 'objects from the pipe'; Script = { Get-PimProductModel one, two | Remove-PimProductModel -Confirm:$false } }
        @{ What = 'rows'; Script = { [pscustomobject]@{ Code = 'one' }, [pscustomobject]@{ Code = 'two' } | Remove-PimProductModel -Confirm:$false } }
    ) {
        & $Script | Should -BeNullOrEmpty
        Get-PimProductModel one, two -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'deletes one whatever its code, as far as an address can hold it' {
        foreach ($code in 's\t', 'a b#c%+') {
            $null = New-PimProductModel $code -FamilyVariant shoes_size
            Remove-PimProductModel $code -Confirm:$false
            Get-PimProductModel $code -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        }
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        Remove-PimProductModel no_such, one -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        Get-PimProductModel one -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'sends nothing with -WhatIf, and asks otherwise' {
        (Measure-Request $sandbox { 'one', 'two' | Remove-PimProductModel -WhatIf }).Requests | Should -Be 0
        (Invoke-InRunspace { try { Remove-PimProductModel one -Session $session } catch { 'asked' } } @{ session = $session }).Output | Should -Be asked
    }

    It 'deletes each once past a lost answer' {
        $sandbox.Options.ResetAfterActingEvery = 2
        'one', 'two' | Remove-PimProductModel -Confirm:$false -ErrorVariable failed
        $sandbox.Options.ResetAfterActingEvery = 0
        $failed | Should -BeNullOrEmpty
        Get-PimProductModel one, two -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'deletes what is below it' {
        $null = New-PimProduct below-one -Parent one -Family shoes -Values @{ shoe_size = (Get-PimAttributeOption -Attribute shoe_size -First 1).Code }
        Remove-PimProductModel one -Confirm:$false
        Get-PimProduct below-one -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }
}
